import { defaultRenderSettings, type RenderProfile, toProfile } from '../derivatives/profile.ts'
import { checkSizes } from '../derivatives/sizes.ts'
import type { Watermark } from '../derivatives/watermark.ts'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import type {
  DerivativeSettingName,
  DerivativeSettings,
  DerivativeSettingsPatch,
  DerivativeSettingsState,
} from './derivative-settings.types.ts'

export const defaultDerivativeSettings: DerivativeSettings = Object.freeze({
  ...defaultRenderSettings,
  renderAhead: [],
  watermarks: [],
  usualWatermark: null,
  watermarkRules: [],
  hidesOriginals: true,
  convertVideos: false,
})

/** One state of the settings, ready for use. */
export interface DerivativePolicy extends DerivativeSettingsState {
  readonly profile: RenderProfile
  readonly watermarks: ReadonlyMap<string, Watermark>
}

/** @param stored - What the administrators changed, as JSON; `null`: nothing. */
export const toPolicy = (stored: string | null, fixed: DerivativeSettingsPatch): DerivativePolicy => {
  const changed = stored === null ? {} : (JSON.parse(stored) as Partial<DerivativeSettings>)
  const settings = mergeSettings({ ...defaultDerivativeSettings, ...changed }, fixed)
  return {
    settings,
    locked: Object.keys(fixed) as DerivativeSettingName[],
    profile: toProfile({
      sizes: settings.sizes,
      formats: settings.formats,
      quality: settings.quality,
      avifEffort: settings.avifEffort,
    }),
    watermarks: new Map(settings.watermarks.map((mark) => [mark.name, mark])),
  }
}

export const mergeSettings = (settings: DerivativeSettings, patch: DerivativeSettingsPatch): DerivativeSettings => ({
  ...settings,
  ...patch,
  quality: { ...settings.quality, ...withoutUndefined(patch.quality ?? {}) },
})

/** What single values cannot tell: names that are used twice, or that nothing has. */
export const checkDerivativeSettings = (settings: DerivativeSettings): Issue[] => {
  const issues: Issue[] = checkSizes(settings.sizes).map((issue) => ({ ...issue, path: `sizes.${issue.path}` }))
  if (!settings.sizes.some((size) => size.enabled))
    issues.push({ path: 'sizes', message: 'One of them must be switched on.' })
  if (!settings.formats.includes('jpeg'))
    issues.push({ path: 'formats', message: 'Must have jpeg among them: not everybody can show the others.' })
  const names = new Set<string>()
  const sizes = new Set(settings.sizes.map(({ name }) => name))
  settings.watermarks.forEach((mark, index) => {
    if (names.has(mark.name)) issues.push({ path: `watermarks.${index}.name`, message: 'Is used twice.' })
    names.add(mark.name)
    mark.sizes?.forEach((size, at) => {
      if (!sizes.has(size)) issues.push({ path: `watermarks.${index}.sizes.${at}`, message: 'There is no such size.' })
    })
  })
  settings.renderAhead.forEach((size, index) => {
    if (!sizes.has(size)) issues.push({ path: `renderAhead.${index}`, message: 'There is no such size.' })
  })
  const isUnknown = (name: string | null) => name !== null && !names.has(name)
  const unknown = 'There is no such watermark.'
  if (isUnknown(settings.usualWatermark)) issues.push({ path: 'usualWatermark', message: unknown })
  settings.watermarkRules.forEach(({ watermark }, index) => {
    if (isUnknown(watermark)) issues.push({ path: `watermarkRules.${index}.watermark`, message: unknown })
  })
  return issues
}

/** @throws {VitrineError} `INPUT_INVALID` */
export const requireConsistent = (settings: DerivativeSettings): void => {
  const issues = checkDerivativeSettings(settings)
  if (issues.length > 0) throw inputInvalid(issues)
}

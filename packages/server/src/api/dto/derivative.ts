import type {
  Watermark as CoreWatermark,
  DerivativeSettingsState,
  DerivativeSettingsPatch as SettingsPatch,
  SizeDefinition,
} from '@vitrine/core'
import type { DerivativeSettings, DerivativeSettingsPatch, DerivativeSize, Watermark } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'

const toSize = ({ widthPx: width, heightPx: height, quality, ...size }: SizeDefinition): DerivativeSize => ({
  width,
  height,
  ...withoutUndefined({
    quality: typeof quality === 'number' ? { jpeg: quality, webp: quality, avif: quality } : quality,
  }),
  name: size.name,
  fit: size.fit,
  enabled: size.enabled,
  ...withoutUndefined({ sharpenPercent: size.sharpenPercent, isAnimated: size.isAnimated, gamut: size.gamut }),
})

const fromSize = ({ width: widthPx, height: heightPx, ...size }: DerivativeSize): SizeDefinition => ({
  ...size,
  widthPx,
  heightPx,
})

const toWatermark = (mark: CoreWatermark): Watermark => ({
  name: mark.name,
  picture: mark.picture,
  position: mark.position,
  opacityPercent: mark.opacityPercent,
  marginPercent: mark.marginPercent,
  widthPercent: mark.widthPercent,
  minWidth: mark.minWidthPx,
  minHeight: mark.minHeightPx,
  sizes: mark.sizes && [...mark.sizes],
})

const fromWatermark = ({ minWidth: minWidthPx, minHeight: minHeightPx, ...mark }: Watermark): CoreWatermark => ({
  ...mark,
  minWidthPx,
  minHeightPx,
})

export const toDerivativeSettings = ({ settings, locked }: DerivativeSettingsState): DerivativeSettings => ({
  sizes: settings.sizes.map(toSize),
  formats: [...settings.formats],
  quality: { ...settings.quality },
  avifEffort: settings.avifEffort,
  renderAhead: [...settings.renderAhead],
  watermarks: settings.watermarks.map(toWatermark),
  usualWatermark: settings.usualWatermark,
  watermarkRules: settings.watermarkRules.map((rule) => ({ ...rule })),
  hidesOriginals: settings.hidesOriginals,
  convertVideos: settings.convertVideos,
  locked: [...locked],
})

export const fromDerivativeSettings = ({ sizes, watermarks, ...patch }: DerivativeSettingsPatch): SettingsPatch =>
  withoutUndefined({ ...patch, sizes: sizes?.map(fromSize), watermarks: watermarks?.map(fromWatermark) })

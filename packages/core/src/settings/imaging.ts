import { LRUCache } from 'lru-cache'
import { withholdsOriginals } from '../access/link-terms.ts'
import { managesEverything, type Rights } from '../access/rights.ts'
import type { Connections } from '../db/dialect.ts'
import { loadSharp } from '../derivatives/load-sharp.ts'
import { drawText, textMark } from '../derivatives/text-mark.ts'
import type { Mark, Watermark } from '../derivatives/watermark.ts'
import { type DerivativePolicy, toPolicy } from './derivative-settings.ts'
import type { ChooseWatermark, DerivativeSettingsPatch } from './derivative-settings.types.ts'
import { selectPicture } from './picture.store.ts'

/** The settings of derivatives as they are at one moment, made ready once for each state of them. */
export interface Imaging {
  /** What the options of the gallery say, which wins over the settings. */
  readonly fixed: DerivativeSettingsPatch
  policyOf(rights: Pick<Rights, 'imaging'>): DerivativePolicy
  /** The mark that lies on what somebody sees; `null`: none. */
  markFor(rights: Rights): Mark | null
  /** Whether somebody gets no originals: because what it sees is marked, or comes by a link that gives no more than a size. */
  hidesOriginals(rights: Rights): boolean
  /** The PNG of a mark, read or drawn once. @throws `STORAGE_NOT_FOUND`, `TOOL_FAILED` without a font to draw with */
  picture(mark: Mark): Promise<Buffer>
}

export interface ImagingOptions {
  /** What the options of the gallery say, which wins over the settings. */
  readonly fixed: DerivativeSettingsPatch
  readonly chooseWatermark?: ChooseWatermark | undefined
  readonly connections: Connections
}

export const createImaging = ({ fixed, chooseWatermark, connections }: ImagingOptions): Imaging => {
  // Requests that began before a change go on with what they began with.
  const policies = new LRUCache<string, DerivativePolicy>({ max: 4 })
  const pictures = new LRUCache<string, Buffer>({ maxSize: 8 * 1024 * 1024, sizeCalculation: (png) => png.length })

  const policyOf: Imaging['policyOf'] = ({ imaging }) => {
    const known = policies.get(imaging ?? '')
    if (known) return known
    const policy = toPolicy(imaging, fixed)
    policies.set(imaging ?? '', policy)
    return policy
  }

  const configuredFor = (rights: Rights): Watermark | null => {
    const { settings, watermarks } = policyOf(rights)
    if (watermarks.size === 0) return null
    const isAdmin = managesEverything(rights)
    const { roleId, linkId, roleKey, userId, level } = rights
    // The gallery itself, which nobody looks through.
    if (isAdmin && roleId === null && linkId === null) return null
    const rule = settings.watermarkRules.find((each) => ('role' in each ? each.role === roleId : each.link === linkId))
    const configured = rule ? rule.watermark : isAdmin ? null : settings.usualWatermark
    const chosen = chooseWatermark
      ? chooseWatermark({ userId, roleId, roleKey, linkId, level, isAdmin }, configured)
      : configured
    if (chosen === null) return null
    const mark = watermarks.get(chosen)
    // Without a mark nobody would see that something is wrong.
    if (!mark) throw new TypeError(`There is no watermark “${chosen}”.`)
    return mark
  }

  const markFor: Imaging['markFor'] = (rights) => {
    const configured = configuredFor(rights)
    const text = rights.terms?.watermarkText ?? null
    return text === null ? configured : textMark(text, configured)
  }

  return {
    fixed,
    policyOf,
    markFor,
    hidesOriginals: (rights) =>
      withholdsOriginals(rights.terms) || (policyOf(rights).settings.hidesOriginals && markFor(rights) !== null),
    picture: async ({ picture, text }) => {
      const known = pictures.get(picture)
      if (known) return known
      const png =
        text === undefined
          ? await selectPicture(connections.read, 'watermark', picture)
          : await drawText(await loadSharp(), text)
      pictures.set(picture, png)
      return png
    },
  }
}

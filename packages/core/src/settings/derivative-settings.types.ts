import type { Level, RoleKey } from '../access/capabilities.ts'
import type { DerivativeFormat } from '../derivatives/formats.ts'
import type { RenderSettings } from '../derivatives/profile.ts'
import type { Watermark } from '../derivatives/watermark.ts'

/** What sizes there are, how they are made, and who sees them with a watermark. */
export interface DerivativeSettings extends RenderSettings {
  /** Names of the sizes that are rendered when a photo comes in; the others when they are first asked for. */
  readonly renderAhead: readonly string[]
  /** 20 at most. */
  readonly watermarks: readonly Watermark[]
  /** The watermark of all that no rule names; `null`: none. */
  readonly usualWatermark: string | null
  /** The first that fits decides. 200 at most. */
  readonly watermarkRules: readonly WatermarkRule[]
  /** Whoever sees a watermark gets no originals, whatever else it may do. */
  readonly hidesOriginals: boolean
  /** Videos that browsers cannot play are converted, by jobs: minutes to hours of work for each. */
  readonly convertVideos: boolean
}

/** A role, or a share link, and the watermark it sees; `null`: none. */
export type WatermarkRule =
  | { readonly role: number; readonly watermark: string | null }
  | { readonly link: number; readonly watermark: string | null }

/** Who looks, for a program that decides by itself about watermarks. */
export interface WatermarkViewer {
  readonly userId: number | null
  readonly roleId: number | null
  readonly roleKey: RoleKey | null
  readonly linkId: number | null
  readonly level: Level
  /** Manages everything. */
  readonly isAdmin: boolean
}

/**
 * Says which watermark somebody sees. Called for each photo that is shown: quick, and the same answer for the same viewer.
 *
 * @param configured - What the settings say: a name, or `null` for none.
 * @returns The name of a watermark of the settings, or `null`. An unknown name is an error.
 */
export type ChooseWatermark = (viewer: WatermarkViewer, configured: string | null) => string | null

export type DerivativeSettingName = keyof DerivativeSettings

/** Changes those named: lists as a whole, `quality` format by format. */
export type DerivativeSettingsPatch = Partial<Omit<DerivativeSettings, 'quality'>> & {
  readonly quality?: { readonly [F in DerivativeFormat]?: number | undefined }
}

export interface DerivativeSettingsState {
  readonly settings: DerivativeSettings
  /** Settings that the options of the gallery fix: they cannot be changed here. */
  readonly locked: readonly DerivativeSettingName[]
}

/** The picture of a watermark, as it is kept: a PNG. */
export interface WatermarkPicture {
  /** Its SHA-256, lower-case hexadecimal: names it in `Watermark.picture`. */
  readonly picture: string
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: number
}

import type { PictureView } from './picture.ts'
import type { VideoView } from './video.ts'

/** A slide: `SlideView@1`. */
export interface SlideView {
  readonly id: number
  readonly title: string
  readonly description: string | null
  readonly picture: PictureView | null
  readonly video: VideoView | null
  readonly kind: string
  readonly ratio: string
  readonly visitUrl: string
}

/** `SlideshowView@1` */
export interface SlideshowView {
  /** `null`: the list is empty. */
  readonly slide: SlideView | null
  readonly listName: string
  /** `3 / 58`; `null` where it is not known. */
  readonly position: string | null
  /** The photo's own page, or its list. */
  readonly leaveUrl: string
  readonly leaveLabel: string
  readonly previousUrl: string | null
  /** At the end the first one, where it begins again. */
  readonly nextUrl: string | null
  readonly isPlaying: boolean
  /** The same photo, playing or not. */
  readonly toggleUrl: string
  readonly options: {
    readonly action: string
    readonly hidden: readonly { readonly name: string; readonly value: string }[]
    readonly seconds: number
    readonly isLoop: boolean
    readonly hasCaptions: boolean
    /** `null`: this list has one order. */
    readonly shuffle: boolean | null
  }
}

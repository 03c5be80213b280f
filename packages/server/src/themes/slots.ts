import type { ServerLog } from '../options.types.ts'
import { html, joinHtml, SafeHtml } from './safe-html.ts'

/** Places in the pages that plugins may fill. */
export const slotNames = [
  'head',
  'body.start',
  'header.after',
  'nav.before',
  'nav.after',
  'main.before',
  'main.after',
  'footer',
  'body.end',
  'page.title.after',
  'toolbar',
  'content.before',
  'content.begin',
  'content.end',
  'content.after',
  'album-card.after',
  'empty',
  'photo.before',
  'photo.after',
  'photo.toolbar',
  'photo.stage.overlay',
  'photo.info',
  'photo.tabs',
  'photo.panel',
  'photo.nav.after',
  'login.before',
  'login.after',
] as const
export type SlotName = (typeof slotNames)[number]

export interface SlotFiller {
  /** Id of the plugin; unique within the slot. */
  readonly owner: string
  /** Small numbers come first; ties as added. Default 10. */
  readonly order?: number
  /** Receives the view model of the page. Text must be escaped: build the answer with `html`. */
  readonly render: (view: unknown) => SafeHtml
}

export interface Slots {
  /** @returns A function that takes the filler out again; `true` where it was there. @throws `TypeError` where the owner fills it already */
  fill(slot: SlotName, filler: SlotFiller): () => boolean
  render(slot: SlotName, view: unknown): SafeHtml
}

/** A plugin that prints more than this into one slot is cut out of the page. */
const maxSlotBytes = 64 * 1024
const nothing = new SafeHtml('')

export const createSlots = (log: ServerLog): Slots => {
  const fillers = new Map<SlotName, readonly SlotFiller[]>()

  const renderFiller = (slot: SlotName, filler: SlotFiller, view: unknown): SafeHtml => {
    try {
      const markup: unknown = filler.render(view)
      if (!SafeHtml.is(markup)) throw new TypeError('A slot takes SafeHtml')
      if (Buffer.byteLength(markup.toString()) > maxSlotBytes) throw new RangeError('More than 64 KiB for one slot')
      // The head takes no wrapping element.
      return slot === 'head' ? markup : html`<div data-plugin="${filler.owner}">${markup}</div>`
    } catch (error) {
      log('error', 'A plugin failed in a slot', { slot, owner: filler.owner, error })
      return nothing
    }
  }

  return {
    fill(slot, filler) {
      const present = fillers.get(slot) ?? []
      if (present.some(({ owner }) => owner === filler.owner)) {
        throw new TypeError(`“${filler.owner}” fills the slot “${slot}” already`)
      }
      fillers.set(
        slot,
        [...present, filler].sort((a, b) => (a.order ?? 10) - (b.order ?? 10)),
      )
      return () => {
        const now = fillers.get(slot) ?? []
        fillers.set(
          slot,
          now.filter((one) => one !== filler),
        )
        return now.includes(filler)
      }
    },
    render(slot, view) {
      const list = fillers.get(slot)
      return list?.length ? joinHtml(list.map((filler) => renderFiller(slot, filler, view))) : nothing
    },
  }
}

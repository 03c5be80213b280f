import { inputInvalid, type PhotoSort } from '@vitrine/core'
import { getCookie } from 'h3'
import type { HeaderMap } from '../../http/headers.ts'
import type { PageRequest, PagesContext } from '../page-context.ts'
import { type ListSort, type SortChoice, sortChoices } from './sort-choices.ts'

const cookieName = 'vitrine_sort'

const isRandom = (text: string): text is `random:${number}` => {
  const seed = /^random:(0|[1-9]\d{0,9})$/.exec(text)?.[1]
  return seed !== undefined && Number(seed) <= 0x7fff_ffff
}

const isChoice = (text: string): text is SortChoice => sortChoices.some((each) => each === text)

/** `undefined` where the text is no order that is offered. */
const toListSort = (text: string, hasPositions: boolean): ListSort | undefined => {
  if (isRandom(text)) return text
  if (!isChoice(text) || text === 'random' || (text === 'position' && !hasPositions)) return undefined
  return text === 'default' ? null : (text as PhotoSort)
}

/**
 * The order asked for, else the one that was chosen before in this session, else the usual one.
 *
 * @param options.hasPositions - Whether the list is one album alone, whose photos may have an order made by hand.
 * @throws `INPUT_INVALID` for one that is not offered
 */
export const readSort = (
  { event, query, gallery }: PageRequest,
  options: { readonly hasPositions?: boolean; readonly remembers?: boolean } = {},
): ListSort => {
  const { hasPositions = false, remembers = true } = options
  const text = query.get('sort') ?? ''
  if (text === 'random') return gallery.browse.randomSort()
  if (text === '') {
    const kept = remembers ? getCookie(event, cookieName) : undefined
    return (kept === undefined ? null : toListSort(kept, hasPositions)) ?? null
  }
  const sort = toListSort(text, hasPositions)
  if (sort === undefined) throw inputInvalid([{ path: 'sort', message: 'There is no such order' }])
  return sort
}

/** Keeps an order that was just chosen until the browser closes: lists that are opened next have it too. */
export const keepSort = ({ query }: PageRequest, sort: ListSort, { links, server }: PagesContext): HeaderMap => {
  if (!query.get('sort') || query.has('cursor')) return {}
  const isSecure = server.options.baseUrl?.startsWith('https:') ?? false
  const parts = [
    `${cookieName}=${sort ?? 'default'}`,
    `Path=${links.basePath === '' ? '/' : links.basePath}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ]
  return { 'set-cookie': parts.join('; ') }
}

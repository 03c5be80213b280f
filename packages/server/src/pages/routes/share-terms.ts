import { type ActorGallery, inputInvalid, linkFeedback, type ShareListOptions, type SharePatch } from '@vitrine/core'
import type { PageRequest, PagesContext } from '../page-context.ts'
import { type LinkListView, toLinkRows } from '../view-models/share.ts'

/** What a form says of a link; an empty password says nothing. @throws `INPUT_INVALID` */
export const readTerms = (
  form: URLSearchParams,
): Pick<SharePatch, 'recipient' | 'password' | 'expiresAt' | 'maxUses' | 'maxSize' | 'watermarkText' | 'feedback'> => {
  const text = (name: string): string => (form.get(name) ?? '').trim()
  const day = text('expires')
  if (day !== '' && !/^\d{4}-\d\d-\d\d$/.test(day))
    throw inputInvalid([{ path: 'expiresAt', message: 'Must be a date such as 2030-01-31.' }])
  const password = form.get('password') ?? ''
  return {
    recipient: text('recipient') || null,
    maxSize: text('maxSize') || null,
    watermarkText: text('watermarkText') || null,
    feedback: linkFeedback.filter((one) => form.get(one) === '1'),
    // To the end of that day.
    expiresAt: day === '' ? null : `${day}T23:59:59.999Z`,
    maxUses: text('uses') === '' ? null : Number(text('uses')),
    ...(password === '' ? {} : { password }),
  }
}

/** Names of the sizes that pictures come in, smallest first, as any photo has them. */
export const listSizes = async ({ photos }: ActorGallery): Promise<string[]> => {
  const { items } = await photos.list({ limit: 1 })
  return Object.keys(items[0]?.derivatives ?? {})
}

/** A page of links, with the names of their albums. */
export const listLinks = async (
  request: PageRequest,
  options: ShareListOptions,
  pages: PagesContext,
): Promise<LinkListView & { readonly nextCursor: string | null }> => {
  const { gallery, event, identity } = request
  const { items, nextCursor } = await gallery.shares.list(options)
  const ids = [...new Set(items.flatMap(({ grants }) => grants.map(({ albumId }) => albumId)))].slice(0, 1_000)
  const albums = new Map((await gallery.albums.getMany(ids)).map((album) => [album.id, album]))
  return {
    rows: toLinkRows(items, { albums, now: new Date().toISOString() }, pages),
    csrfToken: identity.csrfToken,
    returnTo: `${pages.links.basePath}${event.url.pathname}${event.url.search}`,
    nextCursor,
  }
}

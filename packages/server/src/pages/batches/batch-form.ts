import { type ActorGallery, type BatchChange, type BatchSelection, type Issue, inputInvalid } from '@vitrine/core'
import type { ViewContext } from '../view-models/view-context.ts'

/** What stands in the fields of the form. */
export interface BatchFormValues {
  readonly q: string
  readonly all: boolean
  readonly addTags: string
  readonly removeTags: string
  readonly albumChange: '' | 'add' | 'remove' | 'move'
  readonly album: string
  readonly author: string
  readonly copyright: string
  readonly level: string
  readonly shift: string
  readonly delete: boolean
}

const albumChanges = ['add', 'remove', 'move'] as const
const levels = ['0', '1', '2', '4', '8'] as const
/** Albums of one name that are told apart. */
const maxAlbums = 5

export const readBatchForm = (form: URLSearchParams): BatchFormValues => {
  const text = (name: string): string => (form.get(name) ?? '').trim().slice(0, 4_000)
  return {
    q: text('q'),
    all: form.get('all') === '1',
    addTags: text('addTags'),
    removeTags: text('removeTags'),
    albumChange: albumChanges.find((one) => one === text('albumChange')) ?? '',
    album: text('album'),
    author: text('author'),
    copyright: text('copyright'),
    level: levels.find((one) => one === text('level')) ?? '',
    shift: text('shift'),
    delete: form.get('delete') === '1',
  }
}

/** For the form that applies what was looked at. */
export const toHidden = (values: BatchFormValues): { readonly name: string; readonly value: string }[] =>
  Object.entries(values)
    .filter(([, value]) => value !== '' && value !== false)
    .map(([name, value]) => ({ name, value: value === true ? '1' : String(value) }))

/** `1:30`, `-7:00`, `2d`, in seconds; `null` where it is none of these. */
export const toSeconds = (text: string): number | null => {
  const found = /^([+-]?)(?:(\d{1,5})d|(\d{1,6}):([0-5]\d)(?::([0-5]\d))?)$/.exec(text.replaceAll(' ', ''))
  if (!found) return null
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = found
  const total = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  return total === 0 ? null : sign === '-' ? -total : total
}

const namesIn = (text: string): string[] | undefined => {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length === 0 ? undefined : names
}

const toText = (text: string): string | null | undefined => (text === '' ? undefined : text === '-' ? null : text)

/**
 * What the form asks for.
 *
 * @throws {VitrineError} `INPUT_INVALID` naming the field of the form
 */
export const toBatch = async (
  { albums }: Pick<ActorGallery, 'albums'>,
  values: BatchFormValues,
  { t }: Pick<ViewContext, 't'>,
): Promise<{ select: BatchSelection; change: BatchChange }> => {
  const issues: Issue[] = []
  if (values.q === '' && !values.all) issues.push({ path: 'q', message: t('batches.missing') })
  const select = values.all ? {} : { q: values.q }
  if (values.delete) {
    if (issues.length > 0) throw inputInvalid(issues)
    return { select, change: { delete: true } }
  }
  const shift = values.shift === '' ? undefined : toSeconds(values.shift)
  if (shift === null) issues.push({ path: 'shift', message: t('batches.shift.wrong') })
  const album = values.albumChange === '' ? null : await findAlbum(albums, values.album, t)
  if (typeof album === 'string') issues.push({ path: 'album', message: album })
  if (issues.length > 0) throw inputInvalid(issues)

  const set = Object.fromEntries(
    Object.entries({
      author: toText(values.author),
      copyright: toText(values.copyright),
      level: values.level === '' ? undefined : Number(values.level),
    }).filter(([, value]) => value !== undefined),
  ) as NonNullable<BatchChange['set']>
  const id = typeof album === 'number' ? album : undefined
  return {
    select,
    change: {
      set: Object.keys(set).length === 0 ? undefined : set,
      addTags: namesIn(values.addTags),
      removeTags: namesIn(values.removeTags),
      addToAlbums: id !== undefined && values.albumChange === 'add' ? [id] : undefined,
      removeFromAlbums: id !== undefined && values.albumChange === 'remove' ? [id] : undefined,
      moveToAlbum: values.albumChange === 'move' ? id : undefined,
      shiftTakenAtSeconds: shift ?? undefined,
    },
  }
}

/** @returns The album's id, or what is wrong with what was typed. */
const findAlbum = async (
  albums: ActorGallery['albums'],
  text: string,
  t: ViewContext['t'],
): Promise<number | string> => {
  const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null
  if (id !== null && (await albums.getMany([id])).length === 1) return id
  if (text === '') return t('batches.albumName.missing')
  const named = (await albums.find(text, { limit: 30 })).filter(
    ({ name }) => name.toLocaleLowerCase() === text.toLocaleLowerCase(),
  )
  const [only, ...others] = named
  if (!only) return t('batches.albumName.missing')
  if (others.length === 0) return only.id
  const parents = await albums.getMany(named.flatMap(({ parentId }) => parentId ?? []))
  const nameOf = new Map(parents.map(({ id: parent, name }) => [parent, name]))
  const told = named
    .slice(0, maxAlbums)
    .map((album) => (album.parentId === null ? `${album.id}` : `${album.id} (${nameOf.get(album.parentId) ?? ''})`))
  return t('batches.albumName.many', { albums: told.join(', ') })
}

import type { ActorGallery } from '../../src/gallery.types.ts'
import type { TestGalleryOptions } from '../../src/testing/test-gallery.ts'
import type { DialectContext } from '../dialects.ts'

export const idsOf = (items: readonly { readonly id: number }[]): number[] => items.map(({ id }) => id)

/** A gallery with comments on, an album for everybody and one for some. */
export const openCommentsWorld = async (
  { openTestGallery }: Pick<DialectContext, 'openTestGallery'>,
  options: TestGalleryOptions = {},
) => {
  const world = await openTestGallery(options)
  const { addAlbum, addPhoto, addUser, grant, gallery, system } = world
  const [ann, ben, eve] = [await addUser('ann'), await addUser('ben'), await addUser('eve')]
  const admin = await addUser('boss', { role: 'webmaster', level: 8 })
  const open = await addAlbum('Open')
  const hidden = await addAlbum('Hidden', { visibility: 'private' })
  await grant(hidden.id, [
    ['user', ann.id, 'view', 'share'],
    ['user', eve.id, 'view', 'edit'],
  ])
  const [one, two] = [(await addPhoto(open.id)).id, (await addPhoto(hidden.id)).id]
  await system.comments.setSettings({ enabled: true, floodSeconds: 0 })
  const enter = async (key: string): Promise<ActorGallery> => {
    const entered = await gallery.shares.enter({ key })
    if (!entered) throw new Error('The link did not open')
    return gallery.as(entered.actor)
  }
  const countChanges = async (): Promise<number> => {
    const { count } = await world.db.read
      .selectFrom('changes')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  }
  return { ...world, ann, ben, eve, admin, open, hidden, one, two, enter, countChanges }
}

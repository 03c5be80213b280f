import type { Scene } from './scene.ts'

/** Tags and custom fields that come, change and go. */
export const writeTagsAndFields = async (scene: Scene): Promise<void> => {
  const { admin, seeded } = scene
  const album = await admin.albums.create({ name: 'Of tags' })
  const photo = await scene.addPhoto(album.id, { as: admin, seed: 'sql tag', tags: ['scenario one', 'scenario two'] })
  await writeTags(scene)
  await writeFields(scene, { album: album.id, photo: photo.id })
  await admin.tags.path(seeded.commonTag)
  await admin.tags.below(seeded.commonTag)
  await admin.albums.delete(album.id, { photos: 'delete-all' })
}

const writeTags = async ({ admin, gallery, member }: Scene): Promise<void> => {
  const { manage } = admin.tags
  const [one, two] = (await manage.list({ text: 'scenario ' })).items.filter(({ name }) =>
    /^scenario (?:one|two)$/.test(name),
  )
  const tag = await manage.create({ name: 'scenario three', synonyms: ['scenario 3'] })
  await manage.update(tag.id, { name: 'scenario four', keepOldName: true, parentId: null, synonyms: ['scenario 4'] })
  await manage.get(tag.id)
  await manage.update(tag.id, { translations: { fr: { name: 'scénario quatre' } } })
  await manage.update(two!.id, { parentId: one!.id })
  await admin.tags.below(one!.id)
  const copy = await manage.duplicate(one!.id, { name: 'scenario five' })
  await manage.merge({ from: [one!.id, copy.id], into: two!.id })
  await manage.list({ orphans: true, limit: 2 })
  await manage.indexing()
  await admin.tags.suggest({ text: 'scen' })
  await member.tags.suggest({ text: 'sea' }).catch(() => [])
  await manage.delete([tag.id])
  await manage.create({ name: 'scenario six' })
  await manage.deleteOrphans()
  while (await gallery.jobs.runNext());
}

const writeFields = async (scene: Scene, { album, photo }: { album: number; photo: number }): Promise<void> => {
  const { fields, photos, albums } = scene.admin
  const text = await fields.create({ subject: 'photo', name: 'Scenario text', type: 'text' })
  const choice = await fields.create({ subject: 'photo', name: 'Scenario choice', type: 'choice', choices: ['a', 'b'] })
  const number = await fields.create({ subject: 'album', name: 'Scenario number', type: 'number' })
  await photos.update(photo, { fields: { [text.key]: 'words', [choice.key]: 'a' } })
  await albums.update(album, { translations: { fr: { name: 'Album du scénario' } } })
  await albums.update(album, { fields: { [number.key]: 7 } })
  await photos.get(photo)
  await photos.list({ q: `field.${text.key}:words`, limit: 2 })
  await fields.update(choice.id, { choices: ['b', 'c'], replace: { a: 'b' }, position: 0 })
  await scene.admin.browse.facets({ facets: [`field.${choice.key}`] })
  await fields.list({ subject: 'photo' })
  await fields.get(text.id)
  for (const { id } of [text, choice, number]) await fields.delete(id)
}

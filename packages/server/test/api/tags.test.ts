import type { Client } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('tags', (world) => {
  it('are made, changed, duplicated, merged and deleted', async () => {
    const admin = await world().as('admin')
    const prefix = `t${Math.random()}`
    const sea = await admin.tags.create({ name: `${prefix} Sea`, synonyms: [`${prefix} Mer`] })
    const waves = await admin.tags.create({ name: `${prefix} Waves`, parentId: sea.id })
    expect(waves.above).toEqual([{ id: sea.id, name: sea.name, slug: sea.slug }])
    await expect(admin.tags.create({ name: `${prefix} mer` })).rejects.toMatchObject({
      status: 409,
      code: 'NAME_TAKEN',
      issues: [{ path: 'name' }],
    })
    await expect(admin.tags.update({ id: sea.id, parentId: waves.id })).rejects.toMatchObject({
      status: 400,
      issues: [{ path: 'parentId' }],
    })
    const ocean = await admin.tags.update({ id: sea.id, name: `${prefix} Ocean`, keepOldName: true })
    expect(ocean.synonyms).toEqual([`${prefix} Mer`, `${prefix} Sea`])
    const copy = await admin.tags.duplicate({ id: waves.id, name: `${prefix} Surf` })
    expect(copy.parentId).toBe(sea.id)
    expect((await admin.tags.listManaged({ text: `${prefix} mer` })).items).toEqual([
      await admin.tags.getManaged(ocean),
    ])
    expect((await admin.tags.suggest({ text: `${prefix} me` })).items).toEqual([
      { id: sea.id, name: ocean.name, slug: ocean.slug, synonym: `${prefix} Mer` },
    ])
    expect(await admin.tags.merge({ from: [waves.id, copy.id], into: sea.id })).toMatchObject({ children: 0 })
    await admin.tags.create({ name: `${prefix} nobody` })
    expect((await admin.tags.listManaged({ text: prefix, orphans: true })).total).toBe(2)
    await admin.tags.deleteMany({ ids: [sea.id] })
    await expect(admin.tags.delete({ id: sea.id })).rejects.toMatchObject({ status: 404, code: 'TAG_NOT_FOUND' })
    expect((await admin.tags.deleteOrphans()).deleted).toBeGreaterThanOrEqual(1)
    expect((await admin.tags.listManaged({ text: prefix })).total).toBe(0)
    expect(await admin.tags.indexing()).toEqual({ photosLeft: 0 })
  })

  it('are managed by those who may edit all photos, and told to nobody else', async () => {
    const { as, client, photos } = world()
    const guest = client()
    const member = await as('member')
    const id = photos.hidden.tags[0]?.id as number
    const attempts: ((asker: Client) => Promise<unknown>)[] = [
      (asker) => asker.tags.listManaged(),
      (asker) => asker.tags.getManaged({ id }),
      (asker) => asker.tags.create({ name: 'mine' }),
      (asker) => asker.tags.update({ id, name: 'mine' }),
      (asker) => asker.tags.duplicate({ id, name: 'mine' }),
      (asker) => asker.tags.merge({ from: [id], into: photos.open.tags[0]?.id as number }),
      (asker) => asker.tags.delete({ id }),
      (asker) => asker.tags.deleteMany({ ids: [id] }),
      (asker) => asker.tags.deleteOrphans(),
      (asker) => asker.tags.indexing(),
    ]
    for (const attempt of attempts) {
      await expect(attempt(guest), String(attempt)).rejects.toMatchObject({ status: 401 })
      await expect(attempt(member), String(attempt)).rejects.toMatchObject({ status: 403 })
    }
    for (const asker of [guest, member]) {
      await expect(asker.tags.get({ id })).rejects.toMatchObject({ status: 404 })
      await expect(asker.tags.path({ id })).rejects.toMatchObject({ status: 404 })
    }
    expect((await member.tags.suggest({ text: 'tag' })).items.map((tag) => tag.name)).toEqual(['tag red'])
    await expect(guest.tags.suggest({ text: 'tag' })).rejects.toMatchObject({ status: 401 })
    expect((await guest.tags.path({ id: photos.open.tags[0]?.id as number })).items).toHaveLength(1)
  })
})

import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('custom fields', (world) => {
  it('are made, set, shown, asked for, changed and deleted', async () => {
    const admin = await world().as('admin')
    const key = `k${Math.random().toString(36).slice(2, 12)}`
    const field = await admin.fields.create({
      subject: 'photo',
      key,
      name: 'Condition',
      type: 'choice',
      choices: ['Mint', 'Worn'],
    })
    expect(await admin.fields.get({ id: field.id })).toEqual(field)
    expect((await admin.fields.list({ subject: 'photo' })).items).toContainEqual(field)
    await expect(admin.fields.create({ subject: 'photo', key, name: 'x', type: 'text' })).rejects.toMatchObject({
      status: 409,
      code: 'NAME_TAKEN',
      issues: [{ path: 'key' }],
    })

    const { items } = await admin.photos.list({ limit: 1 })
    const id = items[0]?.id as number
    expect((await admin.photos.update({ id, fields: { [key]: 'worn' } })).fields[key]).toBe('Worn')
    await expect(admin.photos.update({ id, fields: { [key]: 'Burnt' } })).rejects.toMatchObject({
      status: 400,
      issues: [{ path: `fields.${key}` }],
    })
    expect((await admin.photos.list({ q: `field.${key}:worn` })).items.map((photo) => photo.id)).toEqual([id])
    const query = { type: 'custom', key, test: { kind: 'exact', value: 'worn' } }
    expect((await admin.photos.search({ query })).items.map((photo) => photo.id)).toEqual([id])
    await expect(admin.photos.search({ query: { type: 'custom', key } })).rejects.toMatchObject({
      status: 400,
      issues: [{ path: 'query' }],
    })
    expect(await admin.photos.explainQuery({ q: `field.${key}:worn zzyzx foo:bar field.none:1` })).toMatchObject({
      text: `field.${key}:worn zzyzx foo:bar field.none:1`,
      doubts: [
        { problem: 'field', text: 'foo:bar' },
        { problem: 'field', text: 'field.none:1' },
      ],
      notFound: ['zzyzx', 'foo:bar'],
    })

    const changed = await admin.fields.update({ id: field.id, choices: ['Mint', 'Used'], replace: { Worn: 'Used' } })
    expect(changed.choices).toEqual(['Mint', 'Used'])
    expect((await admin.photos.get({ id })).fields[key]).toBe('Used')
    await admin.fields.delete({ id: field.id })
    await expect(admin.fields.get({ id: field.id })).rejects.toMatchObject({ status: 404, code: 'FIELD_NOT_FOUND' })
    expect((await admin.photos.get({ id })).fields).not.toHaveProperty(key)
  })
})

import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('metadata', (world) => {
  it('are settings for administrators, and faults are named', async () => {
    const { as } = world()
    const admin = await as('admin')
    const member = await as('member')
    await expect(member.metadata.settings()).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
    await expect(member.metadata.synchronise({})).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
    const before = await admin.metadata.settings()
    expect(before).toMatchObject({
      keywordTrees: true,
      writesFiles: false,
      withoutPosition: [],
      exiftool: 'needed',
      locked: [],
    })
    await expect(admin.metadata.setSettings({ read: { title: ['XMP-nobody:Knows'] } })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      issues: [{ path: 'read.title.0' }],
    })
    const after = await admin.metadata.setSettings({ read: { title: ['XMP-photoshop:Headline', 'xmp'] } })
    expect(after.read).toEqual({ ...before.read, title: ['XMP-photoshop:Headline', 'xmp'] })
    const trees = { read: { title: before.read.title }, keywordTrees: false }
    expect(await admin.metadata.setSettings(trees)).toMatchObject({ keywordTrees: false, read: before.read })
    await admin.metadata.setSettings({ keywordTrees: true })
    await expect(admin.metadata.writeBack({})).rejects.toMatchObject({ status: 409, code: 'METADATA_WRITING_OFF' })
  })

  it('of an original are given out as asked for', async () => {
    const { as, request, photos } = world()
    const admin = await as('admin')
    await admin.photos.update({ id: photos.open.id, title: 'Written here' })
    const path = `/api/v1/photos/${photos.open.id}`
    const stored = await request(`${path}/original`)
    const edited = await request(`${path}/original?metadata=edited`)
    expect(edited.status).toBe(200)
    expect(edited.headers.get('etag')).not.toBe(stored.headers.get('etag'))
    expect(edited.headers.get('content-disposition')).toMatch(/^attachment/)
    const bytes = Buffer.from(await edited.arrayBuffer())
    expect(bytes.toString('latin1')).toContain('Written here')
    const part = await request(`${path}/original?metadata=edited`, { headers: { range: 'bytes=10-19' } })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20))
    expect((await request(`${path}/original?metadata=everything`)).status).toBe(400)

    const sidecar = await request(`${path}/sidecar`)
    expect(sidecar.headers.get('content-type')).toBe('application/rdf+xml')
    expect(await sidecar.text()).toContain('Written here')
    expect((await request('/api/v1/photos/999999/sidecar')).status).toBe(404)
  })
})

import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

const tableOf = (text: string): Blob => new Blob([text], { type: 'text/csv' })

describeServer('tables of metadata', (world) => {
  it('give out what a visitor sees, and nothing else', async () => {
    const { client, photos } = world()
    const response = await client().tables.export({ format: 'csv' })
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toContain('photos.csv')
    const text = await response.text()
    expect(text).toContain(photos.open.fileName)
    expect(text).not.toContain('canary')
    const lines = (await (await client().tables.export({ format: 'ndjson' })).text()).trim().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([photos.open.id])
    // What is hidden has a status of its own, not an answer that breaks off.
    for (const album of [world().albums.hidden.id, 999_999])
      await expect(client().tables.export({ format: 'csv', album })).rejects.toMatchObject({ status: 404 })
  })

  it('come back, tried first, and change what they say', async () => {
    const admin = await world().as('admin')
    const { open } = world().photos
    const file = tableOf(`id,title,tags\n${open.id},Harbour,"sea;boats"\n`)
    const tried = await admin.tables.import({ file, dryRun: true })
    expect(tried).toMatchObject({ isDryRun: true, rows: 1, changed: 1, failed: 0, batchId: null })
    expect((await admin.photos.get({ id: open.id })).title).toBe('red')
    const done = await admin.tables.import({ file })
    expect(done).toMatchObject({ isDryRun: false, rows: 1, changed: 1, failed: 0 })
    expect(done.batchId).not.toBeNull()
    const photo = await admin.photos.get({ id: open.id })
    expect(photo.title).toBe('Harbour')
    expect(await admin.tables.import({ file })).toMatchObject({ changed: 0, unchanged: 1 })
  })

  it('change nothing where a row is wrong, and name it', async () => {
    const admin = await world().as('admin')
    const { open } = world().photos
    const file = tableOf(`id,title,level\n${open.id},Not yet,3\n999999,Nobody,0\n`)
    const report = await admin.tables.import({ file })
    expect(report).toMatchObject({ rows: 2, changed: 0, failed: 2 })
    // As a spreadsheet numbers them: the names of the columns are row 1.
    expect(report.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'level'],
      [3, 'id'],
    ])
    expect((await admin.photos.get({ id: open.id })).title).not.toBe('Not yet')
  })

  it('are for those who may edit', async () => {
    const { open, hidden } = world().photos
    await expect(
      world()
        .client()
        .tables.import({ file: tableOf(`id,title\n${open.id},Mine\n`) }),
    ).rejects.toMatchObject({ status: 401 })
    const member = await world().as('member')
    const report = await member.tables.import({
      file: tableOf(`id,title\n${open.id},Mine\n${hidden.id},Mine too\n`),
    })
    expect(report).toMatchObject({ changed: 0, failed: 2 })
    // What is hidden reads like what is not there.
    expect(report.errors[1]?.code).toBe('PHOTO_NOT_FOUND')
  })
})

describeServer('settings of library folders', (world) => {
  it('are read and changed by administrators', async () => {
    const admin = await world().as('admin')
    const before = await admin.library.settings()
    expect(before.locked).toEqual([])
    const after = await admin.library.setSettings({ schedule: 'hourly', quietSeconds: 9 })
    expect(after).toEqual({ ...before, schedule: 'hourly', quietSeconds: 9 })
    await expect(admin.library.setSettings({ schedule: 'whenever' })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    const member = await world().as('member')
    await expect(member.library.settings()).rejects.toMatchObject({ status: 403 })
    await expect(world().client().library.settings()).rejects.toMatchObject({ status: 401 })
  })
})

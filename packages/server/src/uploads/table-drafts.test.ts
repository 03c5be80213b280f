import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type ActorGallery, createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BackgroundWork, createBackgroundWork } from '../background.ts'
import { createTableDrafts, type TableDrafts } from './table-drafts.ts'

describe('tables between the look and the writing', () => {
  let folder: string
  let gallery: Gallery
  let system: ActorGallery
  let background: BackgroundWork
  let drafts: TableDrafts
  const faults: unknown[] = []

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-drafts-'))
    vi.stubEnv('TMPDIR', folder)
    gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      tools: false,
    })
    system = gallery.asSystem('test')
    background = createBackgroundWork((error) => faults.push(error))
    drafts = createTableDrafts(background)
  })
  afterEach(async () => {
    await background.close()
    await gallery.close()
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true, force: true })
  })

  const check = (text: string) =>
    drafts.check(system, { fileName: 'a.csv', content: Readable.from([text]), clearEmpty: false })
  const files = async () => (await readdir(folder)).filter((name) => name.startsWith('vitrine-upload-'))

  it('keeps the last four, and none of what is no table', async () => {
    const ids: string[] = []
    for (let index = 0; index < 6; index += 1) ids.push((await check(`id,title\n${index + 1},A\n`)).id)
    expect(ids.map((id) => drafts.get(id)?.state)).toEqual([undefined, undefined, ...Array(4).fill('checked')])
    expect(await files()).toHaveLength(4)
    await expect(check('{ "id": ')).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    expect(await files()).toHaveLength(4)
    await background.close()
    expect(await files()).toEqual([])
  })

  it('forgets a table after an hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { id } = await check('id,title\n1,A\n')
      vi.advanceTimersByTime(59 * 60_000)
      expect(drafts.get(id)).not.toBeNull()
      vi.advanceTimersByTime(2 * 60_000)
      expect(drafts.get(id)).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })

  it('writes a table once, however often it is asked to, and lets go of its file', async () => {
    const { id } = await check('id,title\n1,A\n')
    const [name = ''] = await files()
    expect([drafts.apply(system, id, { skipErrors: true }), drafts.apply(system, id, { skipErrors: true })]).toEqual([
      true,
      true,
    ])
    await vi.waitFor(() => expect(drafts.get(id)?.state).toBe('applied'))
    await vi.waitFor(() => expect(existsSync(join(folder, name))).toBe(false))
    expect(drafts.apply(system, 'unknown', { skipErrors: false })).toBe(false)
    expect(faults).toEqual([])
  })
})

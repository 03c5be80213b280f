import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { resultOf, startChild } from './run-child.ts'
import { tinyPicture } from './tiny-picture.ts'

it('takes in 20,000 photos, a third of them copies, in little memory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-memory-'))
  try {
    for (let n = 0; n < 20_000; n++) {
      if (n % 500 === 0) await mkdir(join(folder, `root/${n / 500}`), { recursive: true })
      await writeFile(join(folder, `root/${Math.floor(n / 500)}/${n}.jpg`), await tinyPicture(n % 3 ? `${n}` : 'copy'))
    }
    const args = [join(folder, 'gallery.db'), join(folder, 'root'), folder]
    // A heap that could not hold the readings of all files.
    const limits = { NODE_OPTIONS: '--max-old-space-size=96' }
    const first = startChild('./sync.child.ts', args, { env: limits })
    expect(await resultOf(first)).toMatchObject({ summary: { added: 20_000 } })
    for (let n = 0; n < 20; n++) await writeFile(join(folder, `root/0/more ${n}.jpg`), await tinyPicture('copy'))
    const second = startChild('./sync.child.ts', args, { env: limits })
    const result = (await resultOf(second)) as { maxRssBytes: number }
    expect(result).toMatchObject({ summary: { added: 20, unchanged: 20_000 } })
    expect(result.maxRssBytes).toBeLessThan(400 * 1024 ** 2)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

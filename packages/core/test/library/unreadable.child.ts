import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestGallery } from '../../src/testing/test-gallery.ts'
import { tinyPicture } from './tiny-picture.ts'

// Takes permissions away from parts of a root, synchronises, and gives them back. For a process that permissions hold for.
const keepsUnreadable = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-unreadable-'))
  await using test = await createTestGallery()
  const system = test.gallery.asSystem('test')
  const at = (path: string) => join(folder, path)
  try {
    for (const path of ['a', 'b', 'b/below']) await mkdir(at(path))
    // `a` may not be listed; `b` may be listed but not entered; `5.jpg` may not be read and was touched.
    const files = ['a/1.jpg', 'a/2.jpg', 'b/3.jpg', 'b/below/4.jpg', '5.jpg']
    for (const path of files) await writeFile(at(path), await tinyPicture(path))
    const root = await system.library.addRoot({ path: folder })
    const { added, problems } = await system.library.sync(root.id)
    const before = await idsOf(system)

    await chmod(at('a'), 0o000)
    await chmod(at('b'), 0o444)
    await writeFile(at('5.jpg'), await tinyPicture('changed'))
    await chmod(at('5.jpg'), 0o000)
    // Copies elsewhere are copies: what cannot be seen was not moved.
    await mkdir(at('c'))
    await writeFile(at('c/3.jpg'), await tinyPicture('b/3.jpg'))
    const closed = await system.library.sync(root.id)
    const listed = await system.library.problems({ rootId: root.id })
    const { total } = await system.photos.list({})
    await rm(at('c'), { recursive: true })

    for (const path of ['a', 'b']) await chmod(at(path), 0o755)
    await chmod(at('5.jpg'), 0o644)
    const reopened = await system.library.sync(root.id)
    return {
      first: { added, problems },
      closed: {
        added: closed.added,
        deleted: closed.deleted,
        moved: closed.moved,
        problems: listed.items.map(({ code, path }) => `${code} ${path}`).sort(),
        total,
      },
      reopened: {
        added: reopened.added,
        changed: reopened.changed,
        deleted: reopened.deleted,
        moved: reopened.moved,
        problems: reopened.problems,
      },
      samePhotos: JSON.stringify(await idsOf(system)) === JSON.stringify(before),
    }
  } finally {
    await chmod(at('a'), 0o755).catch(() => {})
    await chmod(at('b'), 0o755).catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
}

const idsOf = async (system: ReturnType<Awaited<ReturnType<typeof createTestGallery>>['gallery']['asSystem']>) =>
  (await system.photos.list({ sort: 'id', limit: 500 })).items.map(({ id, fileName }) => [id, fileName])

process.stdout.write(JSON.stringify(await keepsUnreadable()))
process.disconnect?.()

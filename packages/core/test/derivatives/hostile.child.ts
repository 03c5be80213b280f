// A process that takes in files which want to do harm, one after the other, shows each as visitors would ask for it, and prints what
// came of it, how long it took, and how much memory it took, programs included.
import { createReadStream, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTestGallery } from '../../src/testing/test-gallery.ts'

export interface Outcome {
  readonly file: string
  /** `added`, or the code of the error. */
  readonly added: string
  /** By the sizes asked for: `shown`, or the code of the error. */
  readonly sizes: Readonly<Record<string, string>>
  /** The slowest of taking it in and of showing each size: what somebody waits for. */
  readonly tookMs: number
  /** Most memory that was resident at once: of this process, and of the largest program that it started. */
  readonly peakBytes: number
}

/** proc(5): `VmHWM`, in KiB. */
const peakOf = async (pid: number | 'self'): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
}

const childrenOf = async (parents: ReadonlySet<number>): Promise<number[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(ids.map((id) => readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')))
  return stats.flatMap((stat) => {
    const [, id = '', parent = ''] = /^(\d+) \(.*\) \S (\d+)/s.exec(stat) ?? []
    return parents.has(Number(parent)) ? [Number(id)] : []
  })
}

/** Looks at everything below this process again and again; says in the end how large the largest of them was. */
const watchPrograms = () => {
  let largest = 0
  let isOver = false
  const look = async (): Promise<void> => {
    while (!isOver) {
      const known = new Set([process.pid])
      for (let below = await childrenOf(known); below.length > 0; below = await childrenOf(new Set(below))) {
        for (const id of below) largest = Math.max(largest, await peakOf(id))
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  const looking = look()
  return async (): Promise<number> => {
    isOver = true
    await looking
    return largest
  }
}

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? String(error)

const files = JSON.parse(await text(process.stdin)) as readonly string[]
const sizes = ['square', 'medium', 'xxlarge']
await using test = await createTestGallery({ tools: {}, limits: { acceptsSvg: true } })
const system = test.gallery.asSystem('hostile files')
await system.tools.list()
const album = (await system.albums.create({ name: 'All' })).id
const outcomes: Outcome[] = []
for (const file of files) {
  // Forgets the peak so far.
  writeFileSync('/proc/self/clear_refs', '5')
  const endWatch = watchPrograms()
  let slowestMs = 0
  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const start = performance.now()
    try {
      return await work
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - start)
    }
  }
  const shown: Record<string, string> = {}
  const added = await timed(
    system.photos.add({ content: createReadStream(file), fileName: basename(file), album }),
  ).then(async ({ photo }) => {
    const show = async (size: string): Promise<void> => {
      shown[size] = await timed(system.derivatives.open(photo.id, { size })).then(() => 'shown', codeOf)
    }
    for (const size of sizes) await show(size)
    return 'added'
  }, codeOf)
  const programs = await endWatch()
  outcomes.push({ file, added, sizes: shown, tookMs: slowestMs, peakBytes: (await peakOf('self')) + programs })
}
process.stdout.write(JSON.stringify(outcomes))

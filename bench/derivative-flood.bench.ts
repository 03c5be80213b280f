import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { loadSharp } from '../packages/core/src/derivatives/load-sharp.ts'
import { type Bench, defineBench } from './kernel/define-bench.ts'
import { drawPhoto } from './kernel/draw-photo.ts'

interface State {
  readonly folder: string
  round: number
}

/** As long as two processes take to be ready, on a busy machine. */
const readyMs = 6_000

/** How often a picture is rendered for so many who ask at once, shared between so many processes with one cache folder. */
const renders = async (state: State, requests: number, processes: number): Promise<number> => {
  state.round += 1
  const program = fileURLToPath(new URL('./kernel/flood.child.ts', import.meta.url))
  const startAt = Date.now() + readyMs
  const options = [join(state.folder, 'cache'), join(state.folder, 'photo.jpg'), `round ${state.round}`]
  const counts = Array.from({ length: processes }, async () => {
    const args = [...process.execArgv, program, ...options, String(requests / processes), String(startAt)]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const printed = await text(child.stdout)
    // A process that had nothing to render prints 0; one that failed prints nothing.
    if (printed === '') throw new Error('A process failed.')
    return Number(printed)
  })
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** 1,000 requests at once for one missing size, in two processes, render it once. */
export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'derivatives.thousand-requests-render-once',
    unit: 'count',
    measure: 'returned',
    better: 'lower',
    limits: { value: 1 },
    times: 1_000,
    rounds: 3,
    warmUpRounds: 0,
    setup: async ({ folder, random }) => {
      await writeFile(join(folder, 'photo.jpg'), await drawPhoto(await loadSharp(), random))
      return { folder, round: 0 }
    },
    baseline: (state) => renders(state, 1, 1),
    subject: (state, times) => renders(state, times, 2),
  }),
]

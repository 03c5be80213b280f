import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { cpus } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import type { Bench } from './kernel/define-bench.ts'
import { runBench } from './kernel/measure.ts'

const usage = `npm run bench -- [filter…] [--json] [--list]

Runs the benches whose name or file holds one of the filters; all of them without one.
Prints one JSON line per limit, and exits with 1 where one is not kept.

  --json   nothing but those lines
  --list   the names, without running
  --scale 1k|100k|1m          photos of the larger gallery in the benches of scale and start; default 100k
  --database sqlite|mysql     of those; default sqlite`

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    scale: { type: 'string', default: '100k' },
    database: { type: 'string', default: 'sqlite' },
    // One file in this process; the runner calls itself with it.
    file: { type: 'string' },
  },
})

const suffix = '.bench.ts'
const wanted = (file: string, name: string): boolean =>
  filters.length === 0 ||
  filters.some((filter) => file.slice(0, -suffix.length).includes(filter) || name.includes(filter))

/** What the process of one file tells by its exit code. */
const outcomes = { kept: 0, broken: 1, noneWanted: 3 } as const

const runFile = async (file: string): Promise<number> => {
  const address = pathToFileURL(fileURLToPath(new URL(file, import.meta.url))).href
  const { benches, closeAll } = (await import(address)) as { benches: readonly Bench[]; closeAll?: () => Promise<void> }
  const chosen = benches.filter(({ name }) => wanted(file, name))
  if (chosen.length === 0) return outcomes.noneWanted
  let kept = true
  try {
    for (const bench of chosen) {
      if (flags.list) {
        console.log(bench.name)
        continue
      }
      for (const line of await runBench(bench)) {
        console.log(JSON.stringify(line))
        kept &&= line.pass
      }
    }
  } finally {
    await closeAll?.()
  }
  return kept ? outcomes.kept : outcomes.broken
}

/** Each file gets a process of its own: what one leaves in the heap and in the compiler must not reach the next. */
const runAll = async (): Promise<number> => {
  const files = (await readdir(new URL('.', import.meta.url))).filter((name) => name.endsWith(suffix)).sort()
  if (!flags.json && !flags.list) console.error(`# ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`)
  const codes = new Set<number>()
  for (const file of files) {
    const options = [...(flags.json ? ['--json'] : []), ...(flags.list ? ['--list'] : [])]
    const parameters = [
      ...process.execArgv,
      fileURLToPath(import.meta.url),
      '--file',
      file,
      ...options,
      '--',
      ...filters,
    ]
    const child = spawn(process.execPath, parameters, {
      stdio: 'inherit',
      env: { ...process.env, VITRINE_BENCH_SCALE: flags.scale, VITRINE_BENCH_DATABASE: flags.database },
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    codes.add(code ?? outcomes.broken)
  }
  const broken = [...codes].some((code) => code !== outcomes.kept && code !== outcomes.noneWanted)
  if (broken) return outcomes.broken
  if (codes.has(outcomes.kept)) return outcomes.kept
  console.error(`No bench matches ${filters.join(' ')}. See --list.`)
  return outcomes.broken
}

if (flags.help) console.log(usage)
else process.exitCode = await (flags.file === undefined ? runAll() : runFile(flags.file))

// Builds every package: `node scripts/build.mjs [--no-types] [--if-stale]`. Plain Node, so that it runs before anything is built.
//
// --no-types  leaves out the declaration files and the documentation site, which take most of the time. Enough to run the server.
// --if-stale  does nothing where the last build is newer than the sources.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = join(root, 'node_modules', '.cache', 'vitrine')
const stamp = join(cache, 'built')
const lock = join(cache, 'building')

/** The command line program that a build makes. */
export const cliFile = join(root, 'packages', 'server', 'dist', 'cli.js')

const builtFiles = [
  'core/dist/index.js',
  'sdk/dist/contract/index.js',
  'plugins/dist/index.js',
  'server/dist/cli.js',
  'server/themes/mosaic/assets/mosaic.js',
  'server/themes/mosaic/assets/upload.js',
  'server/themes/mosaic/assets/reference.js',
  'server/themes/mosaic/assets/passkey.js',
  'server/themes/mosaic/assets/slideshow.js',
  'server/themes/mosaic/assets/theme.js',
  'server/themes/mosaic/assets/zoom.js',
  'server/themes/mosaic/assets/document.js',
  'server/themes/mosaic/assets/panorama.js',
  'server/themes/mosaic/assets/histogram.js',
]

/** Builds where the sources are newer than the last build, and says so in one line. */
export const buildIfStale = async () => {
  if (isStale()) await build({ types: false })
}

/**
 * @param {{ types: boolean }} options - Whether the declaration files and the documentation site are wanted.
 */
export const build = async ({ types }) => {
  const release = await takeLock()
  try {
    const startedAt = new Date()
    process.stderr.write('Building Vitrine… ')
    await run('tsup/dist/cli-default.js')
    if (types) await Promise.all([declareTypes(), run('tsx/dist/cli.mjs', 'scripts/docs.ts')])
    writeFileSync(stamp, '')
    // A file saved while the build ran is newer than the build.
    utimesSync(stamp, startedAt, startedAt)
    process.stderr.write(`done in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s\n`)
  } finally {
    release()
  }
}

const isStale = () => {
  const builtAtMs = modifiedAtMs(stamp)
  if (builtAtMs === undefined) return true
  if (builtFiles.some((file) => modifiedAtMs(join(root, 'packages', file)) === undefined)) return true
  const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))
  const inputs = [join(root, 'tsup.config.ts'), join(root, 'tsconfig.base.json')]
  for (const folder of packages) inputs.push(join(folder, 'package.json'), join(folder, 'tsconfig.json'))
  return (
    inputs.some((file) => (modifiedAtMs(file) ?? 0) > builtAtMs) ||
    packages.some((folder) => hasNewer(join(folder, 'src'), builtAtMs))
  )
}

/** A folder counts too: its time changes when a file in it is added, renamed or removed. */
const hasNewer = (folder, thanMs) => {
  const folderTime = modifiedAtMs(folder)
  if (folderTime === undefined) return false
  if (folderTime > thanMs) return true
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return hasNewer(path, thanMs)
    return !/\.(test|test-d)\.ts$/.test(entry.name) && (modifiedAtMs(path) ?? 0) > thanMs
  })
}

const modifiedAtMs = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs

/** Each package sees the declarations of those it imports, as its users will: first the two that import no other. */
const declareTypes = async () => {
  await Promise.all(['core', 'sdk'].map(declareTypesOf))
  await Promise.all(['plugins', 'server'].map(declareTypesOf))
}

const declareTypesOf = async (name) => {
  const folder = join(root, 'packages', name)
  await run('typescript/bin/tsc', '-p', join(folder, 'tsconfig.build.json'))
  for (const entry of readdirSync(join(folder, 'dist'), { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.d.ts')) continue
    const file = join(entry.parentPath, entry.name)
    // The sources import each other as `./x.ts`, which the compiler leaves in declarations; what lies beside them is `./x.js`.
    writeFileSync(file, readFileSync(file, 'utf8').replace(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1'))
  }
}

const run = (program, ...args) =>
  new Promise((resolve, reject) => {
    const path = join(root, 'node_modules', ...program.split('/'))
    const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed.\n${output}`))))
  })

/** Two builds at once would remove each other's files. A lock older than ten minutes belongs to a build that was killed. */
const takeLock = async () => {
  mkdirSync(cache, { recursive: true })
  for (;;) {
    try {
      mkdirSync(lock)
      return () => rmSync(lock, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (Date.now() - (modifiedAtMs(lock) ?? 0) > 600_000) rmSync(lock, { recursive: true, force: true })
      else await sleep(200)
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const args = process.argv.slice(2)
  try {
    if (!args.includes('--if-stale') || isStale()) await build({ types: !args.includes('--no-types') })
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}

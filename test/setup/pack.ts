import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the packages lie as they would be published. Only in the tests of the built packages. */
    packed: PackedPackages
  }
}

export interface PackedPackages {
  /** A copy of `test/consumer` whose `node_modules` hold the packed packages and everything they depend on. */
  readonly consumer: string
  /** By package name: the tarball, and the folder where it was unpacked. */
  readonly packages: Readonly<Record<string, { readonly tarball: string; readonly folder: string }>>
}

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const run = promisify(execFile)

/** Packs every package as `npm publish` would, and lays a consumer project around the tarballs. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-packed-'))
  try {
    project.provide('packed', await pack(folder))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return () => rmSync(folder, { recursive: true, force: true })
}

const pack = async (folder: string): Promise<PackedPackages> => {
  const consumer = join(folder, 'consumer')
  cpSync(join(root, 'test', 'consumer'), consumer, { recursive: true })
  mkdirSync(join(consumer, 'node_modules', '@vitrine'), { recursive: true })
  linkDependencies(join(root, 'node_modules'), join(consumer, 'node_modules'))

  const workspaces = readdirSync(join(root, 'packages')).flatMap((name) => ['--workspace', `packages/${name}`])
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder, ...workspaces], { cwd: root })
  const packages: Record<string, { tarball: string; folder: string }> = {}
  for (const { name, filename } of listPacked(JSON.parse(stdout))) {
    const target = join(consumer, 'node_modules', name)
    mkdirSync(target, { recursive: true })
    await run('tar', ['-xzf', join(folder, filename), '-C', target, '--strip-components=1'])
    packages[name] = { tarball: join(folder, filename), folder: target }
    // Versions that npm could not share with the other packages lie beside the package itself.
    const own = join(root, 'node_modules', name, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(target, 'node_modules'))
  }
  return { consumer, packages }
}

type Packed = { name: string; filename: string }

/** npm prints a list up to version 11, and an object by package name from then on. */
const listPacked = (printed: Packed[] | Record<string, Packed>): Packed[] => Object.values(printed)

const linkDependencies = (from: string, to: string): void => {
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@vitrine' || name === 'vitrine') continue
    symlinkSync(join(from, name), join(to, name))
  }
}

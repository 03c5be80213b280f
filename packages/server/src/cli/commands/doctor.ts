import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { findTools, type Storage, silentLogger, type ToolStatus, VitrineError } from '@vitrine/core'
import { vitrineVersion } from '../../version.ts'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { dataHome, onlyDataFolder } from '../data-folder.ts'
import { deploymentAdvice } from '../deployment-advice.ts'
import { libraryVersions } from '../library-versions.ts'
import { openGallery } from '../open-gallery.ts'
import { plain, plainLines, print, toJson } from '../terminal.ts'
import { resolveTools } from '../tools.ts'
import { UsageError } from '../usage-error.ts'

interface Finding {
  readonly id: string
  readonly isFine: boolean
  readonly text: string
}

/** Says what is installed, where things are, and whether the gallery is well. @returns 1 where something is wrong. */
export const doctorCommand = async (flags: CommonFlags): Promise<number> => {
  const tools = await findTools(resolveTools(process.env))
  const libraries = await libraryVersions()
  const places = await describePlaces(flags)
  // Looking must not make a gallery.
  const findings = places.isThere ? await checkGallery(flags) : []
  const report = {
    vitrine: vitrineVersion(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    libraries,
    tools,
    places,
    deployment: deploymentAdvice(process.env),
    findings,
  }

  if (flags.json) print(toJson(report, 2))
  else {
    print(`Vitrine ${report.vitrine} · Node ${report.node} · ${report.platform}`)
    for (const [name, version] of Object.entries(libraries)) print(`  ${name.padEnd(14)} ${version}`)
    print('\nOptional programs')
    for (const tool of tools) print(`  ${tool.label.padEnd(12)} ${describeTool(tool)}`)
    print('\nPlaces')
    if (places.dataFolder === null) print(`  data         ${plainLines(places.reason ?? 'none')}`)
    else print(`  data         ${plain(places.dataFolder)}${places.isThere ? '' : ' (nothing there yet)'}`)
    print(`  galleries    ${plain(places.dataHome)}`)
    if (places.freeBytes !== null) print(`  free space   ${(places.freeBytes / 1e9).toFixed(1)} GB`)
    if (report.deployment.length > 0) print('\nFor a gallery that others reach')
    for (const { text } of report.deployment) print(`  ${plain(text)}`)
    if (findings.length > 0) print('\nGallery')
    for (const finding of findings) print(`  ${finding.isFine ? 'fine ' : 'WRONG'}        ${plain(finding.text)}`)
  }
  return findings.every((finding) => finding.isFine) ? 0 : 1
}

const describeTool = ({ path, version, isOff, adds, debianPackage }: ToolStatus): string => {
  if (path !== null) return `${version}  ${path}`
  return isOff ? `switched off: for ${adds}` : `not installed: for ${adds} (apt-get install ${debianPackage})`
}

interface PlacesReport {
  readonly dataHome: string
  readonly dataFolder: string | null
  /** Why there is no single folder to look at. */
  readonly reason: string | null
  readonly isThere: boolean
  readonly freeBytes: number | null
}

const describePlaces = async (flags: CommonFlags): Promise<PlacesReport> => {
  const home = dataHome(process.env)
  let dataFolder: string | null = null
  let reason: string | null = null
  try {
    dataFolder = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment)).dataFolder
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    reason = error.message
  }
  const isThere = dataFolder !== null && existsSync(dataFolder)
  return { dataHome: home, dataFolder, reason, isThere, freeBytes: await freeBytesAt(dataFolder ?? home) }
}

/** Of the folder, or of the nearest one above that exists. */
const freeBytesAt = async (path: string): Promise<number | null> => {
  for (let at = path; ; at = dirname(at)) {
    try {
      const stats = await statfs(at)
      return stats.bavail * stats.bsize
    } catch {
      if (dirname(at) === at) return null
    }
  }
}

/** Writes a few bytes, reads them and removes them. */
const proveStorage = async (storage: Storage): Promise<void> => {
  const key = `checks/${randomUUID()}`
  const bytes = Buffer.from(key)
  await storage.put(key, bytes)
  const { stream } = await storage.get(key)
  const isSame = Buffer.concat(await stream.toArray()).equals(bytes)
  await storage.delete(key)
  if (!isSame) throw new VitrineError('STORAGE_FAILED')
}

const checkGallery = async (flags: CommonFlags): Promise<Finding[]> => {
  try {
    const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
    await using gallery = await openGallery(places, { log: silentLogger })
    await gallery.checkHealth()
    await proveStorage(places.storage)
    const system = gallery.asSystem('vitrine doctor')
    const roots = await system.library.roots()
    const photos = await system.photos.list({ limit: 1 })
    const faults = await gallery.verify()
    const webhooks = await system.webhooks.list()
    return [
      { id: 'database', isFine: true, text: `the database (${places.database.name}) answers` },
      { id: 'storage', isFine: true, text: `the storage (${places.storageName}) can be written and read` },
      { id: 'photos', isFine: true, text: `${photos.total} photos` },
      ...(faults.length === 0 ? [{ id: 'consistency', isFine: true, text: 'the database holds together' }] : []),
      ...faults.map(({ id, message, count, examples }) => ({
        id,
        isFine: false,
        text: `${message} ${count} in all, such as ${examples.slice(0, 3).join(', ')}`,
      })),
      ...webhooks
        .filter(({ state, failingSince }) => state === 'disabled' || failingSince !== null)
        .map(({ id, url, state, failingSince }) => ({
          id: `webhook-${id}`,
          isFine: false,
          text: `webhook to ${new URL(url).host}: ${state === 'disabled' ? 'switched off' : 'not reached'} since ${failingSince ?? 'an answer 410'}`,
        })),
      ...roots.map((root) => ({
        id: `root-${root.id}`,
        isFine: root.state === 'ready' || root.state === 'new',
        text: `folder ${root.path}: ${root.state}`,
      })),
    ]
  } catch (error) {
    return [{ id: 'gallery', isFine: false, text: describeFault(error) }]
  }
}

/** What a service said (never a secret: the storage keeps them out of its errors) helps more than that it failed. */
const describeFault = (error: unknown): string => {
  if (!VitrineError.is(error)) return String(error)
  const { cause } = error
  const reason = error.code.startsWith('STORAGE_') && cause instanceof Error ? ` (${reasonOf(cause)})` : ''
  return `${error.message}${reason}`
}

/** `fetch` says why only one level further down. */
const reasonOf = (error: Error): string => (error.cause instanceof Error ? reasonOf(error.cause) : error.message)

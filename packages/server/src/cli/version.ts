import { readFileSync } from 'node:fs'

let known: string | undefined

/** Of this package. Read from its description, which lies one folder above the built program and two above the sources. */
export const vitrineVersion = (): string => {
  known ??=
    ['../package.json', '../../package.json'].map(readVersion).find((version) => version !== undefined) ?? 'unknown'
  return known
}

const readVersion = (relative: string): string | undefined => {
  try {
    const description = JSON.parse(readFileSync(new URL(relative, import.meta.url), 'utf8')) as {
      name?: string
      version?: string
    }
    return description.name === 'vitrine' ? description.version : undefined
  } catch {
    return undefined
  }
}

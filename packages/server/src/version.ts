import { readFileSync } from 'node:fs'

let known: string | undefined

/** Of this package. Read from its description, which lies one folder above the built program, and above the sources. */
export const vitrineVersion = (): string => {
  known ??= readVersion() ?? 'unknown'
  return known
}

const readVersion = (): string | undefined => {
  try {
    const description = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      name?: string
      version?: string
    }
    return description.name === 'vitrine' ? description.version : undefined
  } catch {
    return undefined
  }
}

import { UsageError } from './usage-error.ts'

/** What a variable of the environment switches; `undefined` where it says nothing. @throws {UsageError} */
export const readSwitch = (
  environment: Readonly<Record<string, string | undefined>>,
  name: string,
): boolean | undefined => {
  const value = environment[name]
  if (value === undefined || value === '') return undefined
  if (value === 'on' || value === 'off') return value === 'on'
  throw new UsageError(`${name} must be on or off.`)
}

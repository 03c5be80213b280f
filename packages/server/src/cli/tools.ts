import { type ToolName, type ToolOptions, toolNames } from '@vitrine/core'
import { UsageError } from './usage-error.ts'

type Environment = Readonly<Record<string, string | undefined>>

const isToolName = (name: string): name is ToolName => (toolNames as readonly string[]).includes(name)

/**
 * Programs of the gallery, looked for where a shell would. `VITRINE_TOOLS` is `off`, or names some with commas: `ffmpeg=/opt/bin/ffmpeg`
 * says where one is, `imagemagick=off` that it is not to be used.
 *
 * @throws {UsageError}
 */
export const resolveTools = (environment: Environment): ToolOptions | false => {
  const value = environment.VITRINE_TOOLS?.trim() ?? ''
  if (value === 'off') return false
  const searchPath = environment.PATH
  const programs: Partial<Record<ToolName, string | false>> = {}
  for (const entry of value.split(',').filter((part) => part.trim() !== '')) {
    const [name = '', ...rest] = entry.trim().split('=')
    const path = rest.join('=')
    if (!isToolName(name) || path === '')
      throw new UsageError(
        `VITRINE_TOOLS must be “off”, or name programs like “ffmpeg=/opt/bin/ffmpeg,imagemagick=off”. It knows ${toolNames.join(', ')}.`,
      )
    programs[name] = path === 'off' ? false : path
  }
  return { programs, ...(searchPath ? { searchPath } : {}) }
}

import { tmpdir } from 'node:os'
import type { ToolOptions, ToolStatus } from './tool.types.ts'
import { createToolbox } from './toolbox.ts'

/**
 * Which of the programs that a gallery can use are installed, without opening one.
 *
 * @param options - As given to `createGallery`.
 */
export const findTools = (options: ToolOptions | false = {}): Promise<readonly ToolStatus[]> =>
  createToolbox({ tools: options, folder: tmpdir() }).list()

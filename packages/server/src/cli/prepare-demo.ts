import { generateDemoPhotos } from '../demo/generate.ts'
import { print } from './terminal.ts'
import { createTerminalBar } from './terminal-bar.ts'

/** The pictures of the demo gallery, painted where they are not there yet. @returns Their folder. */
export const prepareDemo = async (folder: string, options: { isJson: boolean }): Promise<string> => {
  const bar = options.isJson ? null : createTerminalBar('Painting demo pictures {bar} {value}/{total}')
  const { made } = await generateDemoPhotos(folder, { onProgress: ({ done, total }) => bar?.update(done, total) })
  bar?.stop()
  if (made > 0 && !options.isJson) print(`Painted ${made} pictures for the demo gallery.`)
  return folder
}

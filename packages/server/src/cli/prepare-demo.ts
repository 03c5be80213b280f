import { SingleBar } from 'cli-progress'
import { generateDemoPhotos } from '../demo/generate.ts'
import { print } from './terminal.ts'

/** The pictures of the demo gallery, painted where they are not there yet. @returns Their folder. */
export const prepareDemo = async (folder: string, options: { isJson: boolean }): Promise<string> => {
  const isShown = process.stderr.isTTY && !options.isJson
  let bar: SingleBar | null = null
  const { made } = await generateDemoPhotos(folder, {
    onProgress: ({ done, total }) => {
      if (!isShown) return
      bar ??= startBar(total)
      bar.update(done)
    },
  })
  ;(bar as SingleBar | null)?.stop()
  if (made > 0 && !options.isJson) print(`Painted ${made} pictures for the demo gallery.`)
  return folder
}

const startBar = (total: number): SingleBar => {
  const bar = new SingleBar({
    format: 'Painting demo pictures {bar} {value}/{total}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    // Its own way of ending at Ctrl+C is to go on without the bar.
    gracefulExit: false,
    clearOnComplete: true,
    stream: process.stderr,
  })
  bar.start(total, 0)
  return bar
}

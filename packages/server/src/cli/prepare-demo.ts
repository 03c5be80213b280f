import { SingleBar } from 'cli-progress'
import { generateDemoPhotos } from '../demo/generate.ts'
import { print } from './terminal.ts'

/** The pictures of the demo gallery, painted where they are not there yet. @returns Their folder. */
export const prepareDemo = async (folder: string): Promise<string> => {
  const { stderr } = process
  let bar: SingleBar | null = null
  const { made } = await generateDemoPhotos(folder, {
    onProgress: ({ done, total }) => {
      if (!stderr.isTTY) return
      bar ??= startBar(total)
      bar.update(done)
    },
  })
  ;(bar as SingleBar | null)?.stop()
  if (made > 0) print(`Painted ${made} pictures for the demo gallery.`)
  return folder
}

const startBar = (total: number): SingleBar => {
  const bar = new SingleBar({
    format: 'Painting demo pictures {bar} {value}/{total}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  })
  bar.start(total, 0)
  return bar
}

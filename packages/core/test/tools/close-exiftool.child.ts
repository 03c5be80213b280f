// `node close-exiftool.child.js EXIFTOOL PICTURE FOLDER`: reads one file with exiftool, closes the reader, and has nothing else to do.

import type { MediaProbe } from '../../src/media/types.ts'
import { createExiftoolReader } from '../../src/metadata/exiftool/reader.ts'

const [exiftool = '', picture = '', folder = ''] = process.argv.slice(2)
const reader = createExiftoolReader({
  programs: async () => ({ exiftool, guards: { prlimit: null, setpriv: null } }),
  when: 'always',
  folder,
})
await reader.read(picture, { extension: 'jpg' } as MediaProbe)
await reader.close()
process.stdout.write('closed')

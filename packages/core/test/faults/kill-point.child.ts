import { once } from 'node:events'
import { mysql } from '../../src/db/dialects/mysql.ts'
import { sqlite } from '../../src/db/dialects/sqlite.ts'
import { type Arrival, bringIn } from './bring-in.ts'
import { openAt } from './faulty-gallery.ts'
import { createFaultySteps, type FaultPoint } from './points.ts'

// Brings a file in and ends itself at a point of that, as if it were killed: `database folder`, and the rest by message.
const [database = '', folder = ''] = process.argv.slice(2)
process.on('disconnect', () => process.exit())
const [{ arrival, point }] = (await once(process, 'message')) as [{ arrival: Arrival; point: FaultPoint }]
const faults = createFaultySteps()
const gallery = await openAt(
  database.startsWith('mysql:') ? mysql({ uri: database }) : sqlite({ file: database }),
  folder,
  { runStep: faults.runStep },
)
faults.arm(point, async () => {
  process.kill(process.pid, 'SIGKILL')
  // Nothing may happen until it has come.
  await new Promise(() => {})
})
await bringIn(gallery.asSystem('test'), arrival, (id) => process.send?.(id))
await gallery.close()
process.disconnect?.()

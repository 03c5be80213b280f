import { once } from 'node:events'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sendWebhook } from '../../../server/src/outbound/send-webhook.ts'
import { mysql } from '../../src/db/dialects/mysql.ts'
import { sqlite } from '../../src/db/dialects/sqlite.ts'
import { openAt } from '../faults/faulty-gallery.ts'

// Makes albums and sends webhooks until it is killed: `database folder`, and by message how much later than now it believes to be.
const [database = '', folder = ''] = process.argv.slice(2)
process.on('disconnect', () => process.exit())
const [{ hoursLater }] = (await once(process, 'message')) as [{ hoursLater: number }]
const support = database.startsWith('mysql:') ? mysql({ uri: database }) : sqlite({ file: database })
const gallery = await openAt(support, folder, { hoursLater })
gallery.webhooks.use(sendWebhook)
gallery.webhooks.start()
const system = gallery.asSystem('test')
const work = async (worker: number): Promise<void> => {
  for (let count = 0; ; count++) {
    const { id } = await system.albums.create({ name: `${hoursLater} ${worker} ${count}` })
    process.send?.(id)
    // SQLite answers without a turn of the event loop: the sender gets one here.
    await nextTurn()
  }
}
// Several at once, so that transactions overlap where the engine lets them.
await Promise.all([work(0), work(1), work(2)])

import type { Kysely } from 'kysely'
import type { Database } from '../../src/db/database.ts'
import type { DialectSupport } from '../../src/db/dialect.ts'
import { findFullScans } from './plans.ts'
import { recordingDatabase, type SentStatement } from './recording.ts'
import { toReviewedText } from './statement-text.ts'

/** A statement that was sent, as it is reviewed, and as it was sent the first few times. */
export interface ReviewedStatement {
  readonly file: string
  readonly sender: string
  readonly text: string
  readonly sent: SentStatement[]
}

/** A read of a large table from end to end, and the values that led to it. */
export interface FoundScan extends Omit<ReviewedStatement, 'sent'> {
  readonly table: string
  readonly plan: string
  readonly parameters: string
}

/** Sets of values for which a plan is asked: what an engine chooses may depend on them. */
const maxSentPerStatement = 2

/** Collects what is sent to a database. */
export const createCollector = () => {
  const statements = new Map<string, ReviewedStatement>()
  return {
    statements: () => [...statements.values()].sort((a, b) => compare(keyOf(a), keyOf(b))),
    watch: (support: DialectSupport, options: { refuses?: (file: string) => boolean } = {}): DialectSupport =>
      recordingDatabase(
        support,
        (sent) => {
          if (sent.file === '') return
          const reviewed = { file: sent.file, sender: sent.sender, text: toReviewedText(sent.text), sent: [] }
          const statement = statements.get(keyOf(reviewed)) ?? reviewed
          statements.set(keyOf(reviewed), statement)
          if (statement.sent.length < maxSentPerStatement) statement.sent.push(sent)
        },
        options,
      ),
  }
}

/** Asks for the plans of all statements. When everything has been done: an engine may look at rows that others hold. */
export const findScans = async (
  statements: readonly ReviewedStatement[],
  db: Kysely<Database>,
  dialect: DialectSupport['name'],
): Promise<FoundScan[]> => {
  const found: FoundScan[] = []
  for (const { sent, ...statement } of statements)
    for (const each of sent)
      for (const scan of await findFullScans(db, dialect, each))
        found.push({ ...statement, ...scan, parameters: JSON.stringify(each.parameters).slice(0, 300) })
  return found
}

const keyOf = ({ file, sender, text }: { file: string; sender: string; text: string }) => `${file}\n${sender}\n${text}`
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** One text for each folder of the core, `photos` for `photos/photo.store.ts`. */
export const toSnapshots = (statements: readonly ReviewedStatement[]): Map<string, string> => {
  const texts = new Map<string, string>()
  for (const { file, sender, text } of statements) {
    const area = file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.ts$/, '')
    const place = file.slice(file.indexOf('/') + 1)
    texts.set(area, `${texts.get(area) ?? ''}-- ${place}${sender === '' ? '' : ` ${sender}`}\n${text};\n\n`)
  }
  return texts
}

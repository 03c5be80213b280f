import {
  type CompiledQuery,
  type KyselyPlugin,
  MysqlQueryCompiler,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryId,
  type RootOperationNode,
  SqliteQueryCompiler,
} from 'kysely'
import type { DialectSupport } from '../../src/db/dialect.ts'

/** A statement as it was sent. */
export interface SentStatement {
  /** File below `packages/core/src`, such as `photos/photo.store.ts`. */
  readonly file: string
  /** The function that sent it; empty where it has no name. */
  readonly sender: string
  readonly text: string
  readonly parameters: readonly unknown[]
}

/**
 * A database that tells each statement the core sends, after the engine has answered it. The statement is still being waited for
 * while `onStatement` is at work, so that what it looks up is as the statement found it. What files send that it `refuses` fails.
 */
export const recordingDatabase = (
  support: DialectSupport,
  onStatement: (statement: SentStatement) => void | Promise<void>,
  options: { refuses?: (file: string) => boolean } = {},
): DialectSupport => ({
  ...support,
  open: async () => {
    const { read, write, close } = await support.open()
    const plugin = recorder(support.name, onStatement, options)
    return { read: read.withPlugin(plugin), write: write.withPlugin(plugin), close }
  },
})

const recorder = (
  dialect: DialectSupport['name'],
  onStatement: (statement: SentStatement) => void | Promise<void>,
  { refuses = () => false }: { refuses?: (file: string) => boolean },
): KyselyPlugin => {
  const compiler = dialect === 'sqlite' ? new SqliteQueryCompiler() : new MysqlQueryCompiler()
  const pending = new WeakMap<QueryId, { node: RootOperationNode; file: string; sender: string }>()
  return {
    // Asked for every part that is a query of its own as well; only what is executed has a result.
    transformQuery: ({ node, queryId }: PluginTransformQueryArgs) => {
      const sender = senderOf(stackHere())
      if (refuses(sender.file)) throw new Error(`No answer for ${sender.file}`)
      pending.set(queryId, { node, ...sender })
      return node
    },
    transformResult: async ({ result, queryId }: PluginTransformResultArgs) => {
      const sent = pending.get(queryId)
      if (sent) {
        const { sql, parameters }: CompiledQuery = compiler.compileQuery(sent.node, queryId)
        await onStatement({ file: sent.file, sender: sent.sender, text: sql, parameters })
      }
      return result
    },
  }
}

const stackHere = (): string => {
  const usual = Error.stackTraceLimit
  Error.stackTraceLimit = 40
  const { stack = '' } = new Error('')
  Error.stackTraceLimit = usual
  return stack
}

const frame = /^\s+at (?:(?:async )?([^(]+?) \()?(?:file:\/\/)?[^(]*?\/packages\/core\/src\/([\w./-]+\.ts)(?::\d+)*\)?$/

/** The innermost function with a name of the innermost file of the core, apart from what every statement goes through. */
const senderOf = (stack: string): { file: string; sender: string } => {
  let file = ''
  for (const line of stack.split('\n')) {
    const [, name = '', path] = frame.exec(line) ?? []
    if (path === undefined || path.startsWith('db/')) continue
    if (file !== '' && path !== file) break
    file = path
    const sender = name.replace(/^(?:Object|Module|Function)\.|^<anonymous>$/g, '')
    if (/^[\w$]+$/.test(sender)) return { file, sender }
  }
  return { file, sender: '' }
}

import { Command } from 'commander'
import type { MetadataSyncFlags } from './commands/metadata-sync.ts'
import type { SyncFlags } from './commands/sync.ts'
import type { UserAddFlags } from './commands/user-add.ts'
import type { CommonFlags, ServeFlags } from './config.ts'
import { ignoreClosedPipes } from './terminal.ts'
import { vitrineVersion } from './version.ts'

const dataOption = [
  '--data <dir>',
  'folder of the database and the pictures made (default: one of its own for each library folder)',
] as const
const jsonOption = ['--json', 'answers for programs: JSON instead of sentences'] as const

/** Runs a command: its number is the exit code of the process, and 1 where it fails. */
const run = async (flags: CommonFlags, command: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await command()
  } catch (error) {
    process.exitCode = 1
    const { describeError } = await import('./report-error.ts')
    const isDebug = process.env.VITRINE_LOG === 'debug'
    process.stderr.write(`${describeError(error, { isJson: flags.json === true, isDebug })}\n`)
  }
}

ignoreClosedPipes()

const program = new Command('vitrine')
  .description('Opens folders of pictures as a gallery in the browser. The folders are only read.')
  .version(vitrineVersion(), '-v, --version')
  .showHelpAfterError('(“vitrine --help” shows what there is.)')
  .addHelpText(
    'after',
    '\nA folder alone is enough: “vitrine ~/Pictures” means “vitrine serve ~/Pictures”.\n“vitrine serve --help” shows the options of a command.',
  )

program
  .command('serve [folder...]', { isDefault: true })
  .description('open a gallery of these folders; without one, of those that --data has, or else a demo')
  .option(...dataOption)
  .option('-p, --port <n>', 'port to listen on (default: 8420, or the next free one)')
  .option('-H, --host <address>', 'address to listen on (default: 127.0.0.1: this computer alone)')
  .option('--title <text>', 'title of the gallery (default: the name of the folder)')
  .option('--private', 'hide new folders from guests')
  .option('--base-url <origin>', 'public address, such as https://photos.example.org')
  .option('--base-path <path>', 'path below that address, such as /photos')
  .option('--trust-proxy <who>', 'believe X-Forwarded-* headers: true, loopback, or addresses')
  .option('--admin-password-file <file>', 'make the first administrator with the password in this file')
  .option('--open', 'open a browser (default: on a terminal)')
  .option('--no-open', 'open no browser')
  .option('--no-sync', 'do not look through the folders now')
  .option(...jsonOption)
  .action(async (folders: string[], flags: ServeFlags) => {
    const { serveCommand } = await import('./commands/serve.ts')
    await run(flags, () => serveCommand(folders, flags))
  })

program
  .command('sync [folder...]')
  .description('look through the folders once and take over what changed')
  .option(...dataOption)
  .option('--accept-empty', 'take a folder that is suddenly empty at its word')
  .option(...jsonOption)
  .action(async (folders: string[], flags: SyncFlags) => {
    const { syncCommand } = await import('./commands/sync.ts')
    await run(flags, () => syncCommand(folders, flags))
  })

const metadata = program.command('metadata').description('what files say about themselves')
metadata
  .command('sync')
  .description('read the files of photos again and bring the photos in line with them')
  .option(...dataOption)
  .option('--photo <id>', 'one photo alone')
  .option('--album <id>', 'photos of this album')
  .option('--recursive', 'with --album: those of the albums below it, too')
  .option('--query <words>', 'photos that a query finds')
  .option('--clear', 'values that a file has none of become empty, too')
  .option('--overwrite', 'what a file says wins over what people wrote')
  .option(...jsonOption)
  .action(async (flags: MetadataSyncFlags) => {
    const { metadataSyncCommand } = await import('./commands/metadata-sync.ts')
    await run(flags, () => metadataSyncCommand(flags))
  })

const user = program.command('user').description('people who may sign in')
user
  .command('add <username>')
  .description('add a user; asks for the password')
  .option(...dataOption)
  .option('--role <role>', 'webmaster, admin, user, generic or guest', 'user')
  .option('--level <n>', 'privacy level of photos the user may see: 0, 1, 2, 4 or 8', '0')
  .option('--email <address>')
  .option('--password-file <file>', 'read the password from this file')
  .option(...jsonOption)
  .action(async (username: string, flags: UserAddFlags) => {
    const { userAddCommand } = await import('./commands/user-add.ts')
    await run(flags, () => userAddCommand(username, flags))
  })

program
  .command('doctor')
  .description('say what is installed, where things are and whether the gallery is well')
  .option(...dataOption)
  .option(...jsonOption)
  .action(async (flags: CommonFlags) => {
    const { doctorCommand } = await import('./commands/doctor.ts')
    await run(flags, () => doctorCommand(flags))
  })

await program.parseAsync()

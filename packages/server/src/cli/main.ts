import { Command, Option } from 'commander'
import { vitrineVersion } from '../version.ts'
import type { PurgeFlags, WarmFlags } from './commands/derivatives.ts'
import type { ImportFlags } from './commands/import.ts'
import type { KeyCreateFlags } from './commands/key.ts'
import type { MaintenanceFlags } from './commands/maintenance.ts'
import type { MetadataExportFlags, MetadataImportFlags } from './commands/metadata.ts'
import type { MetadataSyncFlags } from './commands/metadata-sync.ts'
import type { SyncFlags } from './commands/sync.ts'
import type { ThemeCheckFlags, ThemeNewFlags } from './commands/theme.ts'
import type { UserAddFlags } from './commands/user-add.ts'
import type { VerifyFlags } from './commands/verify.ts'
import type { CommonFlags, ServeFlags } from './config.ts'
import { ignoreClosedPipes } from './terminal.ts'

const dataOption = [
  '--data <dir>',
  'folder of the database and the pictures made (default: one of its own for each library folder)',
] as const
const storageOption = [
  '--storage <url>',
  'where originals are kept: file:DIR or s3://BUCKET/PREFIX (default: in the data folder)',
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
  .option(...storageOption)
  .option('-p, --port <n>', 'port to listen on (default: 8420, or the next free one)')
  .option('-H, --host <address>', 'address to listen on (default: 127.0.0.1: this computer alone)')
  .option('--title <text>', 'title of the gallery (default: the name of the folder)')
  .option('--private', 'hide new folders from guests')
  .option('--base-url <origin>', 'public address, such as https://photos.example.org')
  .option('--base-path <path>', 'path below that address, such as /photos')
  .option('--trust-proxy <who>', 'believe X-Forwarded-* headers: true, loopback, or addresses')
  .option('--smtp-url-file <file>', 'send mail by the server whose address, smtp://user:password@host, is in this file')
  .option('--mail-from <address>', 'whom mail comes from, such as “Photos <photos@example.org>”')
  .option('--theme <name>', 'the theme: mosaic, or one in the folder themes of the gallery’s data')
  .option('--https', 'encrypt with a certificate made for this run: for development')
  .option('--admin-password-file <file>', 'make the first administrator with the password in this file')
  .option('--open', 'open a browser (default: on a terminal)')
  .option('--no-open', 'open no browser')
  .option('--no-sync', 'do not look through the folders now')
  .option('--watch', 'take changes over as they happen (default)')
  .option('--no-watch', 'do not take changes over as they happen')
  .option(
    '--schedule <when>',
    'when to look through the folders besides: “every 15 minutes”, hourly, daily, off, or cron (default: daily)',
  )
  .option('--quiet <seconds>', 'how long nobody has written to a file that is read (default: 10)')
  .option(...jsonOption)
  .action(async (folders: string[], flags: ServeFlags) => {
    const { serveCommand } = await import('./commands/serve.ts')
    await run(flags, () => serveCommand(folders, flags))
  })

program
  .command('sync [folder...]')
  .description('look through the folders once and take over what changed')
  .option(...dataOption)
  .option(...storageOption)
  .option('--accept-empty', 'take a folder that is suddenly empty at its word')
  .option(...jsonOption)
  .action(async (folders: string[], flags: SyncFlags) => {
    const { syncCommand } = await import('./commands/sync.ts')
    await run(flags, () => syncCommand(folders, flags))
  })

program
  .command('import <path...>')
  .description('take files and folders into the gallery: folders become albums')
  .option(...dataOption)
  .option('--album <path or id>', 'where they go, such as “Travel/Norway” (default: the top of the gallery)')
  .option('--flat', 'put all photos into that album; folders become no albums')
  .option('--move', 'remove each file once it is stored and was read again (default: copy)')
  .option('--level <n>', 'privacy level of the photos: 0, 1, 2, 4 or 8', '0')
  .option('--tags <names>', 'tags of the photos, with commas between them')
  .option('--dry-run', 'say what would happen and change nothing')
  .option(...jsonOption)
  .action(async (paths: string[], flags: ImportFlags) => {
    const { importCommand } = await import('./commands/import.ts')
    await run(flags, () => importCommand(paths, flags))
  })

const metadata = program
  .command('metadata')
  .description('what is written on photos, and what their files say of themselves')
metadata
  .command('export')
  .description('write titles, tags, dates and the like of photos to the standard output or a file')
  .option(...dataOption)
  .option('-o, --output <file>', 'write to this file')
  .option('--format <format>', 'csv, json or ndjson (default: as the file is called, or csv)')
  .option('--query <text>', 'photos that fit a query, such as “tag:sea created:2019”')
  .option('--album <id>', 'photos of this album')
  .option('--recursive', 'and of the albums below it')
  .option('--bom', 'begin CSV with the mark by which some spreadsheets know UTF-8')
  .action(async (flags: MetadataExportFlags) => {
    const { metadataExportCommand } = await import('./commands/metadata.ts')
    await run(flags, () => metadataExportCommand(flags))
  })
metadata
  .command('import <file>')
  .description('write on photos what a table says; “-” reads the standard input')
  .option(...dataOption)
  .option('--format <format>', 'csv, json or ndjson (default: by its first character)')
  .option('--dry-run', 'say what would change and change nothing')
  .option('--clear-empty', 'empty cells take values away (default: they leave them)')
  .option('--skip-errors', 'apply the rows that are right although others are wrong')
  .option(...jsonOption)
  .action(async (file: string, flags: MetadataImportFlags) => {
    const { metadataImportCommand } = await import('./commands/metadata.ts')
    await run(flags, () => metadataImportCommand(file, flags))
  })
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
  .option(...storageOption)
  .option('--role <role>', 'webmaster, admin, user, generic or guest', 'user')
  .option('--level <n>', 'privacy level of photos the user may see: 0, 1, 2, 4 or 8', '0')
  .option('--email <address>')
  .option('--password-file <file>', 'read the password from this file')
  .option(...jsonOption)
  .action(async (username: string, flags: UserAddFlags) => {
    const { userAddCommand } = await import('./commands/user-add.ts')
    await run(flags, () => userAddCommand(username, flags))
  })

const key = program.command('key').description('API keys: what programs come in with')
key
  .command('create <username>')
  .description('make a key that acts as this user; the key alone is written to the standard output')
  .option(...dataOption)
  .option(...storageOption)
  .option('--name <text>', 'what it is for', 'vitrine key create')
  .option('--scopes <list>', 'read, upload, edit, organise, share, manage, administer', 'read')
  .option('--days <n>', 'days until it ends, or “never”', '90')
  .option(...jsonOption)
  .action(async (username: string, flags: KeyCreateFlags) => {
    const { keyCreateCommand } = await import('./commands/key.ts')
    await run(flags, () => keyCreateCommand(username, flags))
  })
key
  .command('list [username]')
  .description('list keys: of everybody, or of one user; with --json one object a line')
  .option(...dataOption)
  .option(...storageOption)
  .option(...jsonOption)
  .action(async (username: string | undefined, flags: CommonFlags) => {
    const { keyListCommand } = await import('./commands/key.ts')
    await run(flags, () => keyListCommand(username, flags))
  })
key
  .command('revoke <id>')
  .description('end a key for good')
  .option(...dataOption)
  .option(...storageOption)
  .option(...jsonOption)
  .action(async (id: string, flags: CommonFlags) => {
    const { keyRevokeCommand } = await import('./commands/key.ts')
    await run(flags, () => keyRevokeCommand(id, flags))
  })

const derivatives = program.command('derivatives').description('rendered sizes of photos: the cache they are kept in')
derivatives
  .command('warm')
  .description('render what is missing, ahead of those who look')
  .option(...dataOption)
  .option('--size <names...>', 'these sizes (default: all that are switched on)')
  .addOption(new Option('--format <formats...>', 'these formats (default: jpeg)').choices(['jpeg', 'webp', 'avif']))
  .option('--album <id>', 'photos of this album and of those below it (default: all photos)')
  .option(...jsonOption)
  .action(async (flags: WarmFlags) => {
    const { derivativesWarmCommand } = await import('./commands/derivatives.ts')
    await run(flags, () => derivativesWarmCommand(flags))
  })
derivatives
  .command('purge')
  .description('remove rendered pictures; they are rendered anew when somebody looks')
  .option(...dataOption)
  .option('--size <name>', 'one size of all photos')
  .option('--photo <id>', 'all sizes of one photo')
  .option('--outdated', 'what the settings would make otherwise by now')
  .option('--all', 'everything')
  .option(...jsonOption)
  .action(async (flags: PurgeFlags) => {
    const { derivativesPurgeCommand } = await import('./commands/derivatives.ts')
    await run(flags, () => derivativesPurgeCommand(flags))
  })
derivatives
  .command('figures')
  .description('say how many pictures are kept, and how large they are, size by size')
  .option(...dataOption)
  .option(...jsonOption)
  .action(async (flags: CommonFlags) => {
    const { derivativesFiguresCommand } = await import('./commands/derivatives.ts')
    await run(flags, () => derivativesFiguresCommand(flags))
  })

const theme = program.command('theme').description('how a gallery looks: to write a theme of one’s own')
theme
  .command('check [folder]')
  .description('look through a theme: templates against what they are given, slots, files, contrasts')
  .option('--themes <folders...>', 'where else parents lie (beside it, and those that came with the server, are found)')
  .option('--no-types', 'do without the TypeScript compiler: templates are not held against their models')
  .option(...jsonOption)
  .action(async (folder: string | undefined, flags: ThemeCheckFlags) => {
    const { themeCheckCommand } = await import('./commands/theme.ts')
    await run(flags, () => themeCheckCommand(folder ?? '.', flags))
  })
theme
  .command('new <name>')
  .description('write a theme to begin with, in a folder of that name')
  .option('--parent <theme>', 'what it stands on', 'mosaic')
  .option('--in <folder>', 'where it is made (default: here)')
  .option(...jsonOption)
  .action(async (name: string, flags: ThemeNewFlags) => {
    const { themeNewCommand } = await import('./commands/theme.ts')
    await run(flags, () => themeNewCommand(name, flags))
  })

const locales = program.command('locales').description('the languages and the words that a gallery has of its own')
locales
  .command('check [folder]')
  .description(
    'look through locales/ and overrides/locales/ in the gallery’s data: sentences that are wrong or missing',
  )
  .option(...dataOption)
  .option(...jsonOption)
  .action(async (folder: string | undefined, flags: CommonFlags) => {
    const { localesCheckCommand } = await import('./commands/locales.ts')
    await run(flags, () => localesCheckCommand(folder, flags))
  })

program
  .command('verify')
  .description('compare what is stored with what the gallery knows: files missing, changed, left over')
  .option(...dataOption)
  .option(...storageOption)
  .option('--repair', 'repair what can be; what is not needed goes into quarantine, and nothing is deleted')
  .option('--quick', 'look at what is there and its size, without reading it')
  .option('--deep', 'read the files of library folders too')
  .option('--storage-only', 'leave library folders and the database out')
  .option('--purge-after <days>', 'with --repair: delete what has been in quarantine for longer')
  .option('--restart', 'begin from the start, not where an earlier one was interrupted')
  .option(...jsonOption)
  .action(async (flags: VerifyFlags) => {
    const { verifyCommand } = await import('./commands/verify.ts')
    await run(flags, () => verifyCommand(flags))
  })

program
  .command('maintenance <state>')
  .description('close the gallery to all but administrators (on), or open it (off)')
  .option(...dataOption)
  .option(...storageOption)
  .option('--text <text>', 'with on: what others are told (default: that it is being worked on)')
  .option('--until <time>', 'with on: when it opens by itself, such as 2030-01-31T12:00:00Z')
  .option(...jsonOption)
  .action(async (state: string, flags: MaintenanceFlags) => {
    const { maintenanceCommand } = await import('./commands/maintenance.ts')
    await run(flags, () => maintenanceCommand(state, flags))
  })

program
  .command('doctor')
  .description('say what is installed, where things are and whether the gallery is well')
  .option(...dataOption)
  .option(...storageOption)
  .option(...jsonOption)
  .action(async (flags: CommonFlags) => {
    const { doctorCommand } = await import('./commands/doctor.ts')
    await run(flags, () => doctorCommand(flags))
  })

await program.parseAsync()

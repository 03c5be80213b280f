export { type TitleFromFileNameOptions, titleFromFileName, toTitle } from './title-from-file-name/index.ts'

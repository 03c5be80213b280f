export { type ErrorCode, type ErrorDetails, errorMessages } from './errors/codes.ts'
export { type Issue, inputInvalid, VitrineError } from './errors/vitrine-error.ts'

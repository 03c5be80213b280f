export { type ErrorCode, type ErrorDetails, errorMessages } from './errors/codes.ts'
export { inputInvalid, type Issue, VitrineError } from './errors/vitrine-error.ts'

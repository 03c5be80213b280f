import { describeRoundTrips, writableFiles } from './round-trips.ts'

describeRoundTrips('all files of the corpus, written', writableFiles())

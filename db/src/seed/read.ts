import { readFile } from 'node:fs/promises'

/** A file of the reference folder, as the type that its caller states; tests hold the files to those shapes. */
export const readReference = async <T>(folder: string, file: string): Promise<T> => JSON.parse(await readFile(`${folder}/${file}`, 'utf8')) as T

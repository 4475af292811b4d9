type Writable<T> = T extends readonly (infer Item)[] ? Writable<Item>[] : T extends object ? { -readonly [Key in keyof T]: Writable<T[Key]> } : T

/** A method's result for a wire schema: methods promise not to write into their tables, which a schema cannot say. */
export const wire = <T>(result: T): Writable<T> => result as Writable<T>

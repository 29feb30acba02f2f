/**
 * The enums of an API by OVH's own names, each as the list of its members: those that the pinned schema knows.
 *
 * @typeParam Models The models of the API.
 */
export type Enums<Models> = {
  readonly [Name in keyof Models as EnumName<Models, Name>]: readonly [
    MemberOf<Models[Name]>,
    ...MemberOf<Models[Name]>[],
  ];
};

/** A name if it is that of an enum, else nothing. */
type EnumName<Models, Name extends keyof Models> = [Models[Name]] extends [string | number]
  ? [MemberOf<Models[Name]>] extends [never]
    ? never
    : Name
  : never;

/** The members of an enum, also of one that admits others: what admits them is left out. */
type MemberOf<Enum> = Enum extends unknown ? (string extends Enum ? never : number extends Enum ? never : Enum) : never;

/**
 * Whether a value is a member of an enum. What was read may be a member that OVH has added since: only what passes may
 * be sent where an enum is asked for.
 *
 * @example
 * if (isMember(enums["auth.CredentialStateEnum"], state)) await ovh.GET("/me/api/credential", { params: { query: { state } } });
 */
export function isMember<Member extends string | number>(members: readonly Member[], value: unknown): value is Member {
  return (members as readonly unknown[]).includes(value);
}

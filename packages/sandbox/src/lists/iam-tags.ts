import { type Fields, isFields } from "../schema/fields.js";
import { isLike } from "./filter.js";

type TagTest = (tag: string | undefined, value: string) => boolean;

/** The operators of `iam.resource.TagFilter`. */
const tests: Readonly<Record<string, TagTest>> = {
  EQ: (tag, value) => tag === value,
  NEQ: (tag, value) => tag !== value,
  LIKE: (tag, value) => tag !== undefined && isLike(tag, value),
  ILIKE: (tag, value) => tag !== undefined && isLike(tag.toLowerCase(), value.toLowerCase()),
  EXISTS: (tag) => tag !== undefined,
  NEXISTS: (tag) => tag === undefined,
};

/**
 * Whether an item has the tags that `iamTags` asks for: for each key one of the filters, of which every key counts. Whether
 * OVH takes several filters of a key for alternatives is not known.
 */
export function hasTags({ iam }: Fields, wanted: Fields): boolean {
  const tags = isFields(iam) && isFields(iam["tags"]) ? iam["tags"] : {};
  return Object.entries(wanted).every(([key, filters]) => {
    const tag = Object.hasOwn(tags, key) ? String(tags[key]) : undefined;
    return [filters].flat().some((filter) => {
      const { operator = "EQ", value = "" } = isFields(filter) ? filter : {};
      return tests[String(operator)]?.(tag, String(value)) ?? false;
    });
  });
}

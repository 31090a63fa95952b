/** A way in which logrotate is told to rotate a log, and how its writer behaves meanwhile. */
export interface RotationMode {
  readonly name: string;
  /** What stands in logrotate's configuration. */
  readonly directives: readonly string[];
  /**
   * `pauses`: writes nothing while the log is rotated, as what is written to a file that is being compressed, or between its copy and its
   * truncation, is lost to everybody. `lingers`: goes on with the renamed file for a moment, as a daemon does until it is told.
   */
  readonly writer: "pauses" | "lingers";
}

/** All modes that leave what they rotated, so that each line can be counted. */
export const ROTATION_MODES: readonly RotationMode[] = [
  { name: "create", directives: ["create"], writer: "lingers" },
  { name: "compress", directives: ["create", "compress"], writer: "pauses" },
  { name: "delaycompress", directives: ["create", "compress", "delaycompress"], writer: "lingers" },
  { name: "copytruncate", directives: ["copytruncate"], writer: "pauses" },
  { name: "copytruncate, compress", directives: ["copytruncate", "compress"], writer: "pauses" },
  { name: "olddir", directives: ["create", "olddir old"], writer: "lingers" },
  { name: "olddir, compress", directives: ["create", "olddir old", "compress"], writer: "pauses" },
  {
    name: "dateext, compress",
    directives: ["create", "dateext", "dateformat -%Y%m%d-%s", "compress"],
    writer: "pauses",
  },
  { name: "nocreate, extension", directives: ["nocreate", "extension .log"], writer: "lingers" },
  { name: "renamecopy, maxage", directives: ["create", "renamecopy", "maxage 1"], writer: "pauses" },
];

const nouns = `
ability absence according accordingly account accounts accuracy acknowledgement acl acls action actions activation
activity actor adapted adapter adaptor addition addr address addresses adjustment adjustments admin administrator
advertisement advertisements again agent agents aggregation agreement aid ain alarm alert algorithm alias aliases
alignment allocation allocations allocator allows along alternate alternative amount analysis analyzer annotation
annotations answer answers anymore anyway api app appears appends application applications applies approach apps arch
architecture are area areas aren arena arg args argument arguments argv array arrays art artifact artifacts asks
assertion assertions asset assets assignment assignments association asterisk asyncio atom attachment attachments
attack attempts attribute authentication authenticator authenticity author authority automation availability average
backends background backlog backtrace backups band bandwidth bank bar barrier based batch batches bcrypt bean behavior
behaviour belonging belongs benchmark bin binaries binding bindings bit bits blob blobs blocks bodies body bool
boolean booting bot boundary bounds box bracket branch branches breakpoint bridge broadcasting broker browser bucket
buckets buf buffer buffers bug builder builders builds bundle button bytes cache caches calculation calendar callable
callback callbacks caller calls can candidate cap capabilities capability capacity card cardinality cards care case
cases catalog categories category caution cell cells center cert certificate certificates certs chain challenges
chance channel channels character characters charset chassis checker checkpoint checkpoints checks child children
choice choices chroot chunk chunks cipher ciphers ciphertext circle circumstances claiming claims class classes
classifier classpath clause clauses cleaner cleaning cli clients closure cloud cluster clusters cmd codebase codecs
collation collection collections collision colon color column columns com comma command commands comment comments
commits common communicating communication communications community compaction comparator comparison compat
compatibility compiler completes completion complexity component components compression computation computer condition
conditions conf config configs configuration configurations conflicts conjunction connection connections connectivity
connector connects consistency consoles constants constraint constraints construction constructor consumer consuming
consumption container containers content contention contents context contexts continuation continues contract
controller controllers convenience conversion converter cookie cookies coordinates coordinator coordinators copies
core cores coroutine corresponding corresponds could couldn count counter counterpart counters country counts cover
coverage covering cpu cpus creation credential credentials creds criteria cron currency cursor curve cut cycle daemon
dashboard data database databases dataclass datagram dataset datetime day days deadlock dealing debugger debugging
decimal decision decisions declaration decompression decorator decryption defaults deferred definition delay
delegation deletes deletion deletions delimiter delivery dependencies dependency depends deployment deployments
deprecation deps depth derivation descendant description descriptor descriptors deserialization destinations detail
details detection developers development device devices diagnostics dialect dialog dict dictionaries dictionary dicts
did didn difference differences digest digit digits direction directive directly directories directory dirs
disappeared disconnection disconnects discovery disks dispatchers distance distribution doc docker docs document
documentation does doesn domain domains don dot downloads drive driver drivers dumps duplicates duration durations
edges editor effect election element elements else email encapsulation encoder encoding encryption endpoint endpoints
ends engine engines entities entity entries entropy entry entrypoint enum enumeration environment environments epoch
epoll equality error errors evaluation event events everything example examples except exceptions exchange execution
executor executors existence exits expansion expect expiration expires explanation exponent exporter expression
extension extensions extent extraction facade facility fact factor factory fails failures family favor favour fds
feature features field fields fifo file filename filenames files filesystem filesystems filtering filters finalization
fingerprint finishes fires firewall firmware flag flags flight flow flushes folder folders follower following foo
footer foreground forever form format formats formatter former forms foundation fraction fragments frame frames
framework frequency frontend ftp func function functionality functions future futures gateway gauge generation
generator getaddrinfo getnameinfo gets getter github glob graceful grants granularity graph group grouping groups
guest guidance guide handler handlers handles handshake happens hasn haven hdr header headers health heap heartbeat
hello helper helpers hierarchy highest hint hints histogram history hits hmac holder hook hooks hop host hostname
hosts hour hours hub icon idea identification identifier identifiers identity ids image images implementation
implementations importer inactivity inclusion index indexes indexing indication indicator indices individual inetd
infinity info information infos infrastructure initialisation initialization initiated initiator input inputs
installation installer instance instances instead instruction instructions intact integer integration integrity
interacting interaction interactions interceptor interest interface interfaces internet interpreter interval intervals
into introspection ints inventory invocation invocations ips isn issues item items iterable iteration iterations
iterator job jobs journal kernel key keyboard keyid keyring keys keystore keytab keyword keywords kind knowledge
kwargs label labels lag language latch latencies latency latitude latter layer leader leadership leaf leak lease
leases len length lengths letter level lib libraries library license life lifetime limit limitation limiter limits
line linear lines links list listener listeners listens lists loader loaders locale location locations locks logging
logic logical logs longitude lookups loop loss lot macro macs magic mail mailboxes majority management manager
managers manifest manner manufacturer mapper mapping mappings maps markers marks mask masters matches matrix maximum
may meaning means meantime measurement measurements mechanism mechanisms medium member members membership memory
mentioned message messages messaging metadata meter meters method methods metric metrics microseconds middle might
migration migrations millis milliseconds minute minutes mirror miss mixin mock mode model models modes modification
modifications modifier module modules moment monitor monitors month months movement msg msgid mtu mutations mysql name
named names nameservers namespace namespaces nanoseconds needs negotiation neighbors network networks newline node
nodename nodes nonce nor normalization notation note noted notes notifications nul number numbers object objects
observer occured occurrence occurs octal octets off offset offsets oid ones openstack operand operation operations
operator operators ops optimization option options order ordered ordinal origin originated others outgoing output
outputs overflowed owner ownership package packages packet packets padding pager pages pagination paging pairing pairs
parallel param parameter parameters params parenthesis parents parser parsers parsing partition partitioning
partitions parts passphrase password passwords past paste path pathname paths pattern patterns payload payloads peer
peers percent percentage performance period periods permissions persistence persisting person perspective phase phrase
pickling pidfile piece pin pipeline placeholder placeholders plaintext platform plugin plugins point pointer points
policies policy pool pools popped port portion ports position possibility potential precision predecessor preference
preferences prefix prefixes preparation presence press pressure prime primitive printer priority probability problem
proc procedure procedures processes processor processors producer product production products profile profiler
profiles programming programs progress project projects properties property proposal proposals protection protocol
protocols provider providers proxies proxying psk pty pubkey publishing purpose purposes qdisc queries question
questions queue queues quota quotes quoting rack radius ram range ranges rates ratio reactor reader readers reading
readline reads reality realm reason reasons reassignment reauth reauthentication rebalancing receipt receiver
recipient recipients reconfiguration reconnection record recorder records ref reference references refers regardless
regex region regions registers registration registrations registry rekeying related relation releases relies remains
removal rendering renewal replacement replica replicas replication replies repo reporter reports repositories
repository representation request requests requirement requirements requires reservation resolver resort resource
resources resp respect responder responds response responses rest restriction restrictions result resulted resulting
results retention retransmission retries retrieval revision revocation rights ring risk robots role roles rolling room
rotation rounding rounds route router routers routes routine row rows rpc rule rules runner runs runtime samples
scalar scanner scenario scenarios scheduler schedulers schema schemas scheme schemes scope score scores scratch screen
script scripts seconds secret secrets section sections securely seems segment segments selectable selection selector
selectors semaphore sense sensor sensors sep separator sequence serialization serializer series server servers service
services servlet session sessions sets setter setting settings shape shard shards shell shortcut should shouldn
shuffle side signals signature signatures signer signing simulation site sites situation size sizes slash slaves slice
slices slot slots snapshot snapshots snippet sockets software solutions somewhere sorting sound source sources space
span spec specification specifier specs speed splitting src ssid stack stacktrace stages stamp stapling starts state
statement statements states station statistic statistics stats status statuses step steps storage storing storm str
strategy stream streaming streams string strings structure structures stub style subclass subclasses subcommand
subcommands subdir subdirectory subgroup submission subnet subnets subprocess subquery subscriber subscribers
subscription subscriptions subset substring subsystem subtasks subtree subtype succeeded suffix suggestion suite
suites sum summary sun supervisor supplier supports switch switches symbols synchronously synonyms syntax system
systems table tables tag tags talking targets task tasks team telnet temperature template templates terminal
termination terms testing tests than that them thing third thread threadpool threads threshold throughput ticket
tickets time timeout timeouts timer timers times timestamps title today together token tokenizer tokens tombstone tool
tools top topic traceback tracker traffic train transaction transactions transfers transforms transmitter transport
transports traversal tray tree tries triggers trunk trust ttl ttls tty tuning tuple tuples type types typo umask
underscore union unit units unloading until upgrades uptime uri url urls usage user userid username usernames users
uses utilities uuid vacuum validation validator validity value values var variable variables variant variation vars
vector vectors vendor verb verbosity verification version versioning versions vhost vid view views violation
visibility vlan vol volume volumes votes waits wants warning warnings wasn waste watchdog watcher way ways webserver
website week weights were weren whitelist whitespace who wildcards will window won word words workaround worker
workers workflow works would wouldn wrapper writer writes writing xid xpath year zone zones
`;
const others = `
abandon abandoning able abnormally abort aborted aborting about above abruptly absent absolute abstract accel
accelerator accept acceptable accepted accepting accepts access accessed accesses accessible accessing accessor
accidentally accounting accumulate accumulated accurate achieved ack acked acknowledge acknowledged acknowledging
acknowledgment acquire acquired acquiring across act acting activate activated activating active actively acts actual
actually adapt adapters adaptive add added adding additional additionally addressing addrs adds adjacent adjust
adjusted adjusting administrative administrators adopt adopted advance advanced advertise advertised advertising
advised affect affected affects affinity after against age aggregate aggregated aggregating ago agree agreed ahead aka
alembic alg algo algorithms align aligned alive all alloc allocate allocated allocating allow allowable allowed
allowing almost alone alpha alphanumeric already also alt alter altering alternatively alternatives although always am
ambient ambiguity ambiguous among amp an analyze analyzed analyzing anchor ancillary and android annotated announce
announcement announcing anon anonymous another answered any anyone anything anywhere apache apart apparently appear
appeared append appended appending applicable applied apply applying appropriate approved approximate approximately
arbitrary archive archived arm around arp arrival arrive arrived as asc ascending ascii asctime ask asked asking
assemble assert assign assignable assigned assigning associate associated associations assume assumed assumes assuming
assumption async asynchronous asynchronously at atime atomic atomically attach attached attaching attacker attempt
attempted attempting attr attrib attributes attrs audit auditing augment auth authenticate authenticated
authenticating authorised authorities authorization authorize authorized authorizing authz auto autodetect
autodetection autogenerated automated automatic automatically auxiliary avail available avg avoid avoiding avoids
await awaitable awaiting aware away azure back backed backend backing backoff backup backward backwards bad badly
bailing balance balanced balancing ban banner bare base baseline basename basic basically basis batched be bearer
became because become becomes becoming been before beforehand began begin beginning begins behalf behind being belong
below best better between beyond bidirectional big bigger biggest binary bind bitmap bitrate black blacklist
blacklisted blank block blocked blocking blue bogus bold bond bonding booleans boost boot booted bootstrap
bootstrapping border both bother bottom bound boundaries bounded bounding brace bracketed break breaking breaks brief
bring bringing broadcast broken buffered buffering buflen bufsize buggy bugs build building built builtin bulk bump
bumping bundled burst bus busy but by bypass bypassed bypassing byte bytearray cable cacheable cached caching
calculate calculated calculates calculating calculations call called callers calling came cancel canceled canceling
cancellable cancellation cancelled cancelling cancels candidates cannot canonical canonicalize capable caps capture
captured captures capturing carrier carries carry cast cat catch caught cause caused causes causing ceiling central
certain cfg cgroup chained chains challenge change changed changelog changes changing char chars chat chdir check
checked checking checkout checksum checksums chip chmod choose choosing chose chosen chown chunked circuit circular
cisco city claim claimed classic classloader classname clean cleaned cleanly cleans cleanup clear cleared clearing
clears cleartext click client clock clocks clone cloned cloning close closed closer closes closest closing cls cmdline
cnonce coalesce code codec coded codes coding coerce col cold collapse collect collected collecting collector collects
collisions colors colspan combination combinations combine combined combining come comes coming comm commandline
commas commit committed committing communicate comp compact companion company compare compared comparing compatible
compilation compile compiled compiling complete completed completely completing complex compliance compliant comply
compose composed composite composition compound compress compressed compressing compressor compute computed computing
concatenate concrete concurrency concurrent concurrently conditional configurable configurator configure configured
configures configuring confirm confirmation confirmed confirming conflict conflicting conform conn connect connectable
connected connecting consecutive consider considered considering consist consistent consistently consists console
const constant construct constructed constructing constructors consult consume consumed consumers contact contacting
contain contained containing contains contiguous continue continued continuing continuous continuously control
controlled controlling controls convergence convert converted converting converts coordinate coordinated coordination
copied copy copying copyright coroutines correct correction correctly correctness correspond corrupt corrupted
corruption cost counted counting covered crash crashed crashes crc creat create created creates creating creator
credit critical cross crypt crypto cryptographic cryptography ctrl ctx cumulative cur curl curr current currently
curses custom customize customized cycles cyclic daemonize daily dangerous dangling date dates datetimes dbus
deactivate deactivated deactivating deactivation dead deadline deal death debian debug dec decide decided declare
declared declares decline decode decoded decoder decoding decompress decompressed decorated decrease decreased
decreasing decrement decrementing decrypt decrypted dedicated deemed deep deeply def default defaulting defer
deferring define defined defines defining definitions deflate degrade degraded del delayed delaying delegate delegated
delegating delete deleted deleting delimited deliver delivered deliveries delivering delta deltas demand denied denies
denotes deny denying dep depend dependent depending deploy deployed deploying deprecated deref dereference deregister
derive derived desc describe described describes describing descriptions descriptive deserialize deserialized
deserializing design designated desired desktop despite dest destination destroy destroyed destroying destruction
detach detached detaching detailed detect detected detecting detector determine determined determines determining dev
developer deviation dhcp diagnose diagnostic die died diff differ different differentiate differs digests digital
dimensions dir direct directed directives dirty disable disabled disables disabling disallow disallowed disallowing
disappear discard discarded discarding disconnect disconnected disconnecting discouraged discover discoverable
discovered discovering discrete disk dispatch dispatcher dispatching display displayed displaying displays disposing
dist distances distinct distinguish distinguished distribute distributed distributions divide divided divisible dlopen
dlsym dns dnsmasq dnssec do docstring doing done dots double down downgrade downgrades download downloaded downloading
downstream drain drained draining drift driven drives drop dropped dropping drops dry dst dual due dummy dump dumped
dumping dup duplex duplicate duplicated duplicating duplication durable during dynamic dynamically each earlier
earliest early easier easily easy echo edge edit edited editing effective effectively efficient effort eid eight
either elapsed elected elevated eligible elliptic elsewhere embedded emergency emit emitted emitting empty emulation
enable enabled enables enabling encapsulated enclosed enclosing encode encoded encodings encounter encountered
encounters encouraged encrypt encrypted encrypting end ended endianness ending enforce enforced enforcing enhanced
enough enqueue enqueued enqueuing enroll enrollment ensure ensures ensuring enter entered entering enterprise entire
entirely entr enumerate enumerating enums env envelope eof ephemeral equal equals equivalent erase erased err errno
erroneous errored escape escaped escapes escaping especially est establish established establishing establishment
estimate estimated estimating estimation etc ethernet evaluate evaluated evaluating even ever every everyone evict
evicted evicting eviction exact exactly examine examining exc exceed exceeded exceeding exceeds exception excess
excessive excessively exchanges exchanging exclude excluded excludes excluding exclusion exclusive exclusively exec
executable executables execute executed executes executing execv exhausted exhaustion exist existed existing exists
exit exited exiting exp expand expanded expanding expands expected expecting expects experience experimental expire
expired expiring expiry explain explicit explicitly exponential export exported exporting expose exposed exposing
express expressed expressions ext extend extended extending extends external externally extra extract extracted
extracting factories fail failed failing failover failure fake faking fall fallback falling falls false families far
fast faster fatal fault fcntl fdopen feed fetch fetched fetches fetching few fewer figure filed filepath fill filled
filling filter filtered final finalize finalized finalizing finally find finding finds fine finish finished finishing
finite fire fired firing first fit fits five fix fixed fixing flagged flat float floating flock flood floor flush
flushed flushing fly follow followed followers follows font for forbidden forbids force forced forcefully forces
forcibly forcing foreign forget forgot forgotten fork forked forking formatted formatting formed formerly forward
forwarded forwarder forwarding found four fragment fragmentation fragmented free freed freeing freeze freq frequencies
frequent frequently fresh friendly friends from front frozen fstat fsync ftruncate fulfillment full fully functional
functioning further gain gap garbage gather gathered gathering gave gecko gen general generally generate generated
generates generating generators generic get gethostname getifaddrs getpwnam getrlimit getsockname getsockopt getting
gid git give given gives giving global globally globals go goes going gone good google got grab grabbing grace
gracefully grant granted granting graphical graphs great greater green greeting grep grouped groupname grow growing
growth grp guarantee guaranteed guarantees guard guess guessed gzip hack had hadoop half halt hand handle handled
handling hang hanging happen happened happening happy hard hardcoded hardlink hardware harmless has hash hashed hashes
hashing have having head heads healthy heartbeats height held help helpful helps hence here heuristic heuristics hex
hexadecimal hey hidden hide hiding hierarchical high higher highly his historical hit hold holding holds hole holes
home honoring honour hope hops hosted hostnames hot how however href html http https huge human hybrid hyphens ideal
ident identical identified identifies identify identifying identities idle idx if iface ifindex ifname ignore ignored
ignores ignoring illegal illegally img immediate immediately immutable impact impersonation impl implement implemented
implementing implements implicit implicitly implied implies imply import important imported importing impossible
improper improperly improve in inaccessible inactive inappropriate inbound inbox inc incl include included includes
including inclusive incoming incompatible incomplete inconsistency inconsistent inconsistently incorrect incorrectly
increase increased increasing increment incremental incrementally incremented incrementing indefinitely indentation
independent indexed indicate indicated indicates indicating inefficient inequality inet inf infer inference inferred
infinite inflate inform informational ing ingress inherit inherited inherits inhibit init initgroups initial
initialise initialised initialising initialize initialized initializer initializing initially initiate initiating
initiation inject injected injecting injection inline inner inode inotify insecure insensitive insert inserted
inserting insertion inserts inside inspect inspecting inspection install installed installing instant instantiate
instantiated instantiating instantiation instruct instrument insufficient int integers integral integrated intel
intend intended inter interact interactive interactively intercept intercepted interested intermediate internal
internally international interpret interpreted interrupt interrupted intersect intervention introduce introduced
introduction introspect invalid invalidate invalidated invalidating invalidation inverse invert inverted investigate
invoke invoked invoking involving ioctl ipc is isolate isolated isolation issue issued issuer issuing it iter iterate
iterated iterating iterators its itself jan jar jars java jemalloc jinja jitter join joined joining joins json jump
just jvm keep keepalive keeping keeps kept kerberos kevent keyed keyfile keying kick kicked kid kill killed killing
know known knows kqueue kubernetes lack lacking lacks lagging lambda lang large larger largest last late later latest
launch launched launcher launching layers layout lazily lazy ldap ldaps lead leading leads leaked leaking leaks leap
learn learning least leave leaves leaving left leftover legacy legal less lesser let letters letting levelname levels
lexical lifecycle like likely limited limiting lingering link linked linking linux listed listen listening listing
literal little live liveness lladdr load loaded loading loads loc local localhost localized locally locate located
locator lock locked locking lockout log logarithmic logfile logged logger loggers login logins logo logout long longer
longest look looked looking looks lookup loopback looping loops lose losing lost low lower lowercase lowering lowest
lseek lstat mac machine machines macros made mailbox main mainloop maintain maintained maintaining maintenance major
make makes making malformed malloc man manage managed manages managing mandatory manual manually many map mapped
margin mark marked marker marking masked masking masks master match matched matching material math matter max maximal
maxlen maybe mbean mbps me mean meaningful meaningless meant measure measured media median meet megabytes mem
memberships memcached menu merge merged merging mesh mess met meta mgmt micro microsoft middleware midnight migrate
migrated migrating millisecond mime mimetype mimic min mind mini minimal minimize minimum minor minus misc
misconfiguration misconfigured misformatted mismatch mismatched mismatches mismatching missed misses missing mix mixed
mixing mkdir mmap mobile mod modern modified modifiers modify modifying modulus mon monitored monitoring monotonic
more most mostly mount mounted mounting mouse move moved moving msec msecs msgs mtime much multi multicast multiline
multipart multiple multiplier multiply munmap must mutable mutated mute mutex mutual mutually my myself naive
nameserver naming native nbsp near necessarily necessary need needed needing negation negative negatively negotiate
negotiated neighbor neither nest nested nesting net netlink netmask netty networking never new newer newest newlines
newly next nice nil no nobody noise non nonblocking none nonexistent nonzero normal normalize normalized normally not
nothing notice notification notified notifier notifies notify notifying now null nullable num numbered numeric
numerical obj observed obsolete obsoleted obtain obtained obtaining occupied occur occurred occurrences ocsp octet odd
of offending offer offered offers official offline offload offloading often okay old older oldest omit omitted
omitting on once one ongoing online only onto oops opaque opcode open opendir opened opening openssl operate operates
operating operational opportunistic opt optimal optimistic optimize optimized optional optionally opts or ordering
orders org organization orig original originally originating originator orphan orphaned orphans other otherwise our
ours ourselves out outbound outdated outer outside outstanding over overall overflow overflows overhead overlap
overlapped overlapping overlaps overlay overloaded overridden override overrides overriding oversized overwrite
overwriting overwritten own owned owners owning owns pack packed page pair paired panic paper parent parsable parse
parseable parsed parses part partial partially participant participating particular partitioned party pass passed
passes passing passive passphrases passthrough passwd patch patched pause paused pauses pausing peak peek peeking
pending per perfect perform performed performing performs perhaps periodic periodically perm permanent permanently
permission permissive permit permits permitted permitting perms persist persisted persistent persists personal phases
phone phy physical pick picked picking pickle pid pieces ping pinging pings pinned pip pipe pipelined pipelines
pipelining pipes pivot pkey place placed placement places placing plain plan planned platforms play playback please
plug plugged plus pod pointers pointing poll polling pooled poor pop populate populated populating pos positional
positions positive possible possibly post posting postponed potentially power powered powering poweroff prctl pre
pread preallocate preceded precedence precedes preceding precise predefined predicate predictable pref prefer
preferred prefetch prefixed preload premature prematurely prepare prepared preparing prepend present presented
preserve preserved preserving preset presumed pretty prev prevent prevented preventing prevents preview previous
previously pri primary primitives principal print printable printed printing prints prio prior priorities prioritized
priv privacy private privilege privileged privileges privkey probable probably probe probed probes probing problems
proceed proceeding process processed processing produce produced producers produces producing profiling program
programmatically prohibited prometheus promise promote promoted promoting prompt prompting prompts prop propagate
propagated propagation proper properly propose proposed props protect protected protecting proto provide provided
provides providing provision provisioned provisioning proxied proxy prune pruned pseudo ptr pub public publication
publish published publisher pull pulled pulling pulse punctuation pure purge purged purging push pushed pushes pushing
put putting pwd pwrite python qualified quality queried query queryable querying queued queueing queuing quick quickly
quiet quit quite quitting quorum quote quoted race radio raise raised raises raising ran random randomization randomly
randomness rapid rate ratelimit rather raw reach reachable reached reaching react read readable readdir readiness
readlink readonly ready real reallocate reallocating really realtime reap reaped reaping reasonable reassign
reassigned reassigning reattach reattaching reauthenticate rebalance reboot rebooted rebooting rebuild rebuilding
rebuilt rec recalculate recalculating receive received receivers receives receiving recent recently reception recheck
rechecking reclaim recognised recognize recognized recommend recommended reconfigure reconfigured reconfiguring
reconnect reconnected reconnecting reconstruct recorded recording recover recoverable recovered recovering recovery
recreate recreated recreating recurse recursion recursive recursively recv recvmsg recycle red redact redacted
redefine redirect redirected redirecting redirection redirects redis reduce reduced reduces reducing reduction
redundant refactor refcount refer referenced referencing referred reflected reformat refresh refreshed refreshing refs
refuse refused refusing reg regarding regexp register registered registering regular reinitialize reject rejected
rejecting rejection rejects rejoin rekey rel relationship relative relatively relax relay relayed release released
releasing relevant reliable reliably reload reloaded reloading rely relying remain remaining remap remember remote
remotely remove removed removes removing rename renamed renaming render rendered renders renegotiation renew renewed
renewing reopen reopening repair repaired repeat repeated repeatedly replace replaced replacements replaces replacing
replay replayed replicate replicated replicating replied reply replying report reported reporters reporting repr
represent representations represented representing represents req requested requesting requestor require required
requiring res rescan reschedule rescheduling rescue resend resending reserve reserved reset resets resetting resident
resize resized resizing resolution resolvable resolve resolved resolves resolving respected respective respectively
respond responded responding responsibility responsible restart restarted restarting restarts restore restored
restoring restrict restricted resume resumed resuming resync resyncing ret retain retained retaining rethrowing
retired retransmit retried retrieve retrieved retrieves retrieving retry retryable retrying return returned returning
returns reusable reuse reused reusing rev reverse reversed revert reverting review revoke revoked revoking rewind
rewrite rewriting rewritten rfkill rich right roam roaming robust roll rollback rolled rollover root rotate rotated
rotating round rounded routed routines routing rss rst rtnl run runnable running safe safely safety said salt same
sample sampled sampling sandbox sane sanity satisfiable satisfied satisfies satisfy save saved saves saving saw say
says scale scaled scaling scan scanned scanning schedule scheduled scheduling scoped scopes scripted scrub search
searchable searched searches searching sec second secondary secs secure security see seed seeded seeing seek seeking
seem seen sees select selected selecting self semantics send sender sendfile sending sendmsg sends sensitive sent
sentinel separate separated separately separators seq seqno sequences sequential serial serializable serialize
serialized serializing serious serve served serving set setenv setgid setgroups setrlimit setsockopt setuid setup
setups several shadow shall shallow share shared shares sharing shift shim short shortened shorter show showing shown
shows shrink shut shutdown shutdowns shuts shutting sibling siblings sid sides sig sign signal signaled signaling
signalling signed significant significantly signify silence silent silently sim similar simple simply simulate
simulated simulating simultaneous simultaneously since single singleton sink sit situations sized sizeof sizing skew
skip skipped skipping skips slashes slave sleep sleeping slept slow slower small smaller smallest smart smtp snappy
snapshotting sndbuf snmp so sock socket socketpair socks soft solaris solution some somebody somehow someone something
sometimes soon sooner sorry sort sorted spaces spam spanning spans sparse spawn spawned spawning speak special
specialized specific specified specifiers specifies specify specifying spectrum spend spent sphinx split spoofing
spurious sql sqlite square srv ssh ssl stability stable stage staged staging stale stalled standalone standard
standards standby start started starting startup stat stateful stateless static statically stay std stderr stdin stdio
stdout stepping sticky still stop stopped stopping stops store stored stores strange strategies stray streamed
strength strftime strict strictly stringify strip stripped stripping strips strong strongly struct structured stuck
stuff stylesheet sub subject submit submitted submitting subscribe subscribed subscribing subsequent substitute
substituting substitution subsys subtract succeed succeeds success successful successfully such sudo sufficient
suffixes suggest suggested suggestions suitable super superseded superset supplemental supplied supply supplying
support supported supporting supposed suppress suppressed suppressing sure suspend suspended suspending suspicious
swap swapped swapping swiss switched switching symbol symbolic symlink symlinks symmetric sync synced synchronization
synchronize synchronized synchronizing synchronous syncing synonym synthesized synthetic sys syscall sysctl syslog
systemctl systemd tab tagged tagging tail take taken takes taking talk tap target targeted targeting tcp tear teardown
tearing telemetry tell telling temp templated temporarily temporary term terminate terminated terminates terminating
terminator terse test tested text textual thaw the their themselves then there therefore these they thin things think
thinks this those though threading three thresholds threw throttle throttling through throw throwing thrown throws thu
thus tick tid till timed timedout timely timestamp timezone timing tls tmp to toggle told too took topics topology
total touch touched towards trace tracebacks traces tracing track tracked tracking tracks traditional trailer trailing
transactional transfer transferred transferring transform transformation transient transition transitioned
transitioning transitions translate translated translates translation transmission transmit transmitted transparent
traverse treat treated treating trial trie tried trigger triggered triggering trim trimmed trimming trivial trouble
troubleshooting true truly truncate truncated truncating truncation trusted try trying tun tune tunnel tunneled
tunneling turn turned turning turns twice twisted two txt typed typical typically typing udp uid unable unacceptable
uname unassigned unauthenticated unauthorized unavailability unavailable unbalanced unbind unbinding unblock unblocked
unbound unbounded uncaught unchanged unclean unclosed uncommitted uncompressed unconfigured undefined undeploy under
underflow undergoing underlying underscores understand understood undo unencrypted unescaped unexpected unexpectedly
unfinished unfortunately unhandled unhealthy unicast unicode unified unimplemented uninitialized uninstall unintended
unique uniquely universal unix unknown unless unlike unlikely unlimited unlink unlinked unlinking unload unloaded
unlock unlocked unlocking unmanaged unmapped unmatched unnamed unnecessary unpack unpacking unparseable unparsed
unplug unprintable unprivileged unprocessed unprotected unquoted unreachable unread unreadable unrecognised
unrecognized unrecoverable unregister unregistered unregistering unresolved unresponsive unsafe unseen unset unsigned
unsolicited unspecified unstable unsubscribe unsubscribed unsubscribing unsuccessful unsuitable unsupported
unterminated untrusted unusable unused unusual unwanted unwrap unwrapped unwrapping up update updated updater updates
updating upgrade upgraded upgrading uplink upload uploaded uploading upon upper uppercase upsert upstart upstream us
usable usb use usec used useful userdata userinfo using usually utc util utility utilization utilize utils uuids val
valgrind valid validate validated validates validating vanished various vary ver verbose verified verifier verifies
verify verifying versioned very via violated violates violating virtual visible visit visual void volatile vote voted
wait waited waiter waiting waitpid wake wakeup waking walk walking wall want wanted warming warn was watch watched
watchers watching water watermark we weak web websocket wed weight weighted weird welcome well went what whatever when
whenever where whereas whether which while whilst white whitelisted whole whose why wide widget width wifi wildcard
win windows wipe wire wired wireless wish with withdrawn within without work worked working world worry worth wrap
wrapped wrappers wrapping wraps writable write writeable writers written wrong wrongly wrote www xml xmlns yaml years
yes yet yield yielded yielding yields you your yourself yyyy zero zeroed zip zlib zookeeper zstandard zstd
`;

/** Those that end what "the", "of", "no" and the like begin (`of the queue was`) more than three times as often as they stand after "is", "not", "was" and the like. */
const LOG_NOUNS: ReadonlySet<string> = new Set(nouns.trim().split(/\s+/));

/**
 * Words that programs say: those in sentences of the string literals of at least 4 of 49 open-source programs and libraries, 4,919 of them. The programs:
 * Airflow, Ansible, Artemis, BIND, BlueZ, Buildbot, Camel, Cassandra, Celery, Certbot, chrony, Corosync, CUPS, Dask's distributed, Dovecot, Elasticsearch,
 * Exim, Flink, Heat, Hive's metastore, Home Assistant, Ignite, Ironic, Jetty, Jupyter's server, Kafka's clients, Keystone, libvirt, Matrix' Synapse,
 * mitmproxy, NetworkManager, nginx, OpenVPN, Pacemaker, Paramiko, ProFTPD, PyMongo, Quartz, Redis, Scrapy, Solr, Spring, Squid, Storm, strongSwan, Supervisor,
 * systemd, Tomcat, Twisted and wpa_supplicant. A literal counts that has three words or more; parts of paths, names and formats do not. Of
 * two letters only those that are English.
 */
export const LOG_WORDS: ReadonlySet<string> = new Set([...LOG_NOUNS, ...others.trim().split(/\s+/)]);

/** Whether programs say a word, and not as a noun: verbs, adjectives, prepositions. */
export function isVerbal(word: string): boolean {
  return LOG_WORDS.has(word) && !LOG_NOUNS.has(word);
}

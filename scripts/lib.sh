# shellcheck shell=bash
# shellcheck disable=SC2034 # what seems unused is used by the scripts that source this
# Sourced by every script: where things are, which tool versions are wanted, how to speak.
# Written for bash 3.2 too (macOS): no associative arrays, no mapfile.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TOOLS="${CLAIMLIGHT_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/claimlight/tools}"
E2E="$ROOT/tests/e2e"
WASM_TARGET=wasm32-unknown-unknown

TRUNK_VERSION=0.21.14
WASM_SPLIT_VERSION=0.2.4
CARGO_DENY_VERSION=0.20.2
GECKODRIVER_VERSION=0.37.1
BINARYEN_NPM_VERSION=132.0.0
# Older ones reject what today's rustc emits.
WASM_OPT_MINIMUM=116
WASM_OPT_CRATE_VERSION=0.116.1
NODE_MINIMUM=20

export PATH="$TOOLS/bin:$TOOLS/binaryen/node_modules/.bin:$PATH"
# Trunk otherwise asks the network for newer versions of itself.
export TRUNK_SKIP_VERSION_CHECK=true

cd "$ROOT" || exit 1

say() { printf '%s\n' "$*"; }
# Stands out in long output, in colour where a person is watching.
headline() {
  if [ -t 1 ]; then printf '\n\033[1m== %s ==\033[0m\n' "$*"; else printf '\n== %s ==\n' "$*"; fi
}
warn() { printf 'warning: %s\n' "$*" >&2; }
fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  local line
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# The lock file decides: the CLI must match the library exactly.
wasm_bindgen_version() {
  local version
  version="$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)"
  [ -n "$version" ] || fail "Cargo.lock names no wasm-bindgen." "Run: cargo update --workspace"
  printf '%s\n' "$version"
}

# `<tool> --version` prints "<name> <version> …"; prints the version, or nothing.
version_of() {
  have "$1" || return 0
  { "$1" --version 2>/dev/null || true; } | awk 'NR == 1 { print $2 }'
}

# wasm-opt prints "wasm-opt version <n> …".
wasm_opt_version() {
  have wasm-opt || return 0
  { wasm-opt --version 2>/dev/null || true; } | sed -n '1s/^wasm-opt version \([0-9][0-9]*\).*/\1/p'
}
wasm_opt_ok() {
  local version
  version="$(wasm_opt_version)"
  [ -n "$version" ] && [ "$version" -ge "$WASM_OPT_MINIMUM" ]
}

# The Python that has what agreement is compared with (tests/oracles), or nothing.
oracles() {
  local python
  for python in "${CLAIMLIGHT_PYTHON:-}" "$TOOLS/oracles/bin/python" python3; do
    if [ -n "$python" ] && "$python" -c "import krippendorff, nltk" 2>/dev/null; then
      printf '%s\n' "$python"
      return
    fi
  done
}

need_rust() {
  if ! have cargo || ! have rustc; then
    fail "Rust is not installed (no cargo on PATH)." \
      "Install rustup, the Rust installer, as its site (rustup.rs) describes, then run this again."
  fi
}

need_node() {
  if ! have node || ! have npm; then
    fail "Node.js with npm is not installed; the browser tests need it." \
      "Install Node.js $NODE_MINIMUM or newer, then run this again. Building and serving do not need it."
  fi
  local major
  major="$(node --version | sed 's/^v\([0-9]*\).*/\1/')"
  [ "$major" -ge "$NODE_MINIMUM" ] || fail "Node.js is $(node --version); the browser tests need $NODE_MINIMUM or newer." \
    "Install a newer Node.js, then run this again."
}

# Before every use of trunk: its own downloads of tools are never wanted.
trunk_ready() {
  local locked pinned
  locked="$(wasm_bindgen_version)"
  pinned="$(sed -n 's/^wasm_bindgen = "\(.*\)"$/\1/p' Trunk.toml)"
  [ "$locked" = "$pinned" ] || fail "Cargo.lock has wasm-bindgen $locked; Trunk.toml says $pinned." \
    "Write $locked into Trunk.toml's [tools]."
  # Its JavaScript minifier does not know today's syntax and says so at every build.
  export RUST_LOG="${RUST_LOG:-info,trunk::processing::minify=error}"
  # Trunk wants some wasm-opt in a release build: without a real one, a stand-in that copies.
  if ! wasm_opt_ok; then
    warn "no wasm-opt: this build's download is larger than it need be ('make setup' says how to get it)."
    export PATH="$ROOT/scripts/without-wasm-opt:$PATH"
  fi
}

# Before a release build: the wasm is cut into parts (see scripts/splitting/wasm-bindgen), and the
# standard library is compiled with it, for size and without texts for panics, where that can be.
release_ready() {
  CLAIMLIGHT_WASM_BINDGEN="$(command -v wasm-bindgen)"
  CLAIMLIGHT_WASM_OPT="$(sed -n 's/.*data-wasm-opt-params="\([^"]*\)".*/\1/p' index.html)"
  export CLAIMLIGHT_WASM_BINDGEN CLAIMLIGHT_WASM_OPT CLAIMLIGHT_ROOT="$ROOT"
  export PATH="$ROOT/scripts/splitting:$PATH"
  if small_std_ok; then
    export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
    export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$SMALL_STD_FLAGS"
  else
    warn "this build's download is larger than it need be: Rust's own library is not compiled for size"
    warn "(its source is missing, or this Rust knows other flags). To get it: rustup component add rust-src"
  fi
}

SMALL_STD_FLAGS="-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort"
small_std_ok() {
  [ -f "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] || return 1
  # shellcheck disable=SC2086 # one flag a word
  RUSTC_BOOTSTRAP=1 rustc --target "$WASM_TARGET" $SMALL_STD_FLAGS --print cfg >/dev/null 2>&1
}

listening() { (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Says where the page is once it can be opened: trunk listens only after the first build.
announce() {
  local port="$1" server=$$
  if listening "$port"; then
    fail "Port $port is in use by another program." "Pick another: add PORT=$((port + 1)) to the command."
  fi
  say "Building the page; its address follows. The first time takes a few minutes."
  (
    while kill -0 "$server" 2>/dev/null; do
      if listening "$port"; then
        headline "Claimlight is at http://127.0.0.1:$port/ (Ctrl-C stops it)"
        break
      fi
      sleep 0.3
    done
  ) &
}

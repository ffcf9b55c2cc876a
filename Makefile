# Thin by design: each target is one script in scripts/, which says what it does in its first lines.
.DEFAULT_GOAL := help
.PHONY: help setup serve dev build test test-native test-web test-e2e lint soak bench screenshots

help:
	@echo "Claimlight: a web page that highlights claims and links them to sources."
	@echo
	@echo "  make serve        build the page as released and serve it (PORT=8080)"
	@echo "  make dev          the debug page, rebuilt and reloaded on every change (PORT=8080)"
	@echo "  make build        the files to publish, in dist/, with their sizes"
	@echo "  make test         everything below, then the summary; what CI runs"
	@echo "  make lint           formatting, clippy, dependencies, rustdoc"
	@echo "  make test-native    the core's tests, no browser"
	@echo "  make test-web       Rust tests inside a headless browser"
	@echo "  make test-e2e       the built page in a headless browser"
	@echo "  make soak         ends the built page in mid-write hundreds of times; what was lost, as a table"
	@echo "  make bench        download size, and the benchmarks in tests/bench"
	@echo "  make screenshots  the built page at four widths, light and dark (TO=target/screenshots)"
	@echo "  make setup        install what all of these need; each also does so itself"
	@echo
	@echo "Needs: Rust by rustup. The browser tests also need Node.js 20+ and Chrome or Chromium."

setup:
	@scripts/setup

serve:
	@scripts/serve

dev:
	@scripts/dev

build:
	@scripts/build

test:
	@scripts/test

test-native:
	@cargo test

test-web:
	@scripts/test-web

test-e2e:
	@scripts/test-e2e

lint:
	@scripts/lint

soak:
	@scripts/soak

bench:
	@scripts/bench

screenshots:
	@scripts/screenshots $(TO)

# Everything that one does with WitnessOS. `make help` lists it.

# The toolchain comes from npm, with a Node new enough for wrangler; it goes first.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

PORT ?= 8787
INPUTS ?= 10000
SEED ?= 1
FOR ?= 2m
GOTESTSUM = gotest.tools/gotestsum@v1.13.0
WORKERS = router engine forecast ai

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

.PHONY: dev
dev: node_modules/.package-lock.json ## Install, build and serve everything on http://localhost:8787 (PORT= moves it)
	@PORT=$(PORT) go run ./scripts/dev

.PHONY: build
build: ## Compile the four Workers to build/*.wasm
	@go run ./scripts/build $(WORKERS)

.PHONY: test
test: node_modules/.package-lock.json build ## Run every test, native and in real workerd
	@go run ./scripts/build test/probe
	@go run $(GOTESTSUM) --format pkgname -- -p 1 -timeout 40m ./...

.PHONY: soak
soak: node_modules/.package-lock.json build ## Send each engine 10,000 random and hostile inputs (INPUTS=, SEED=)
	@go test ./test/soak -count 1 -v -timeout 60m -args -inputs $(INPUTS) -seed $(SEED)

.PHONY: load
load: node_modules/.package-lock.json build ## Let 20 clients sign in, calculate, save and delete for two minutes (FOR=)
	@go test ./test/load -count 1 -v -timeout 60m -args -for $(FOR)

.PHONY: check
check: ## Vet, lint, formatting and module tidiness
	@go run ./scripts/check

.PHONY: size
size: build ## Raw and gzip size of each Wasm against its budget
	@go run ./scripts/size $(WORKERS)

.PHONY: bench
bench: node_modules/.package-lock.json build ## Measure beside peers: Workers in raw workerd, charts in Node
	@go run ./bench -nobuild

.PHONY: accuracy
accuracy: ## Errors of the ephemeris against the Swiss Ephemeris, per body
	@go run ./scripts/accuracy

.PHONY: token
token: ## Sign in a guest account of the local system and print its token
	@go run ./scripts/token

.PHONY: seed
seed: ## Give the running local system a demonstration account, and promote ADMIN_EMAILS (SEED_PASSWORD=, PORT=)
	@PORT=$(PORT) go run ./scripts/seed

.PHONY: clean
clean: ## Remove what was built, and the local databases
	rm -rf build .wrangler node_modules

# npm writes this file last, so it tells whether the installation is complete and current. Not npm
# ci: it wants workerd for every platform in the lock file, which not every registry has.
node_modules/.package-lock.json: package-lock.json
	npm install --no-save --no-audit --no-fund
	@touch $@

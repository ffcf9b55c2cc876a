//! Mounts the page.

/// Starts Claimlight in the browser that loaded it.
#[cfg(target_arch = "wasm32")]
fn main() {
    claimlight::ui::start();
}

/// There is nothing to run natively: Claimlight is a web page.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Claimlight is a web page: `make serve` builds and serves it.");
}

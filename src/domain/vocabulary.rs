//! Closed sets of words that files of other makers may go beyond.

/// Declares a vocabulary: an enum whose words have a key in files, and one more
/// variant for a word that we do not know, kept as it came.
macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $word:ident = $key:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name {
            $($(#[$doc])* $word,)+
            /// A word that another tool, or an exercise, brought.
            Other(std::sync::Arc<str>),
        }

        impl $name {
            /// The built-in words, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$word,)+];

            /// The word in files.
            #[must_use]
            pub fn key(&self) -> &str {
                match self {
                    $(Self::$word => $key,)+
                    Self::Other(key) => key,
                }
            }

            /// The word with this key; an unknown key is kept.
            #[must_use]
            pub fn from_key(key: &str) -> Self {
                match key {
                    $($key => Self::$word,)+
                    other => Self::Other(other.into()),
                }
            }
        }
    };
}

pub(crate) use vocabulary;

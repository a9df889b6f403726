use super::gazetteer::Gazetteer;
use super::incidents::Learnt;
use super::tagger::Model;
use std::sync::{Arc, OnceLock};

/// What is known of the world before the first document is read: the name lists and the model.
/// Copies share what they hold.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    pub gazetteer: Arc<Gazetteer>,
    /// A model in place of the shipped one, which is decoded when the first document is marked.
    pub model: Option<Arc<Model>>,
    /// The same for incidents.
    pub incidents: Option<Arc<Learnt>>,
}

impl Knowledge {
    /// The lists and the model that are compiled in. They are read at the first call.
    #[must_use]
    pub fn shipped() -> Self {
        static SHIPPED: OnceLock<Arc<Gazetteer>> = OnceLock::new();
        Self {
            gazetteer: Arc::clone(SHIPPED.get_or_init(|| {
                // Whoever asks for the lists will ask for the model next: both at once, and where
                // there is no other thread the first document decodes it.
                let model = std::thread::Builder::new().name("model".to_owned());
                let _ = model.spawn(Model::shipped);
                Arc::new(Gazetteer::shipped())
            })),
            model: None,
            incidents: None,
        }
    }

    /// The same with a person's own lists. Lines that do not follow the form are passed over;
    /// [`super::gazetteer::check`] tells of them.
    #[must_use]
    pub fn with_lists(lists: &[&str]) -> Self {
        let shipped = Self::shipped();
        if lists.is_empty() {
            return shipped;
        }
        let (gazetteer, _) = shipped.gazetteer.with(lists);
        Self {
            gazetteer: Arc::new(gazetteer),
            ..shipped
        }
    }
}

//! The PCI address space of one guest: which buses there are, what may be plugged into each, which
//! slots and functions are taken, and where the next device goes.
//!
//! Knows no domain document: [`super::pci`] walks the document and asks here.

use bitflags::bitflags;

use crate::conf::domain::controller::PciModel as Model;
use crate::error::{Error, Result};

bitflags! {
    /// What a device needs of a slot, and what a bus offers.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Connect: u32 {
        const HOTPLUGGABLE = 1;
        /// The functions of one slot may be shared by devices of this kind (root ports).
        const AGGREGATE_SLOT = 1 << 1;
        const PCI_DEVICE = 1 << 2;
        const PCIE_DEVICE = 1 << 3;
        const PCIE_ROOT_PORT = 1 << 4;
        const PCIE_SWITCH_UPSTREAM_PORT = 1 << 5;
        const PCIE_SWITCH_DOWNSTREAM_PORT = 1 << 6;
        const DMI_TO_PCI_BRIDGE = 1 << 7;
        const PCI_EXPANDER_BUS = 1 << 8;
        const PCIE_EXPANDER_BUS = 1 << 9;
        const PCI_BRIDGE = 1 << 10;
        const PCIE_TO_PCI_BRIDGE = 1 << 11;
    }
}

impl Connect {
    const TYPES: Connect = Connect::all()
        .difference(Connect::HOTPLUGGABLE)
        .difference(Connect::AGGREGATE_SLOT);
    const ENDPOINTS: Connect = Connect::PCI_DEVICE.union(Connect::PCIE_DEVICE);

    /// What a controller of this model needs of the slot that it is plugged into.
    pub fn of_controller(model: Model) -> Connect {
        match model {
            Model::PciRoot | Model::PcieRoot => Connect::empty(),
            Model::PciBridge => Connect::PCI_BRIDGE,
            Model::DmiToPciBridge => Connect::DMI_TO_PCI_BRIDGE,
            Model::PcieToPciBridge => Connect::PCIE_TO_PCI_BRIDGE,
            Model::PcieRootPort => Connect::PCIE_ROOT_PORT | Connect::AGGREGATE_SLOT,
            Model::PcieSwitchUpstreamPort => Connect::PCIE_SWITCH_UPSTREAM_PORT,
            Model::PcieSwitchDownstreamPort => Connect::PCIE_SWITCH_DOWNSTREAM_PORT,
            Model::PciExpanderBus => Connect::PCI_EXPANDER_BUS,
            Model::PcieExpanderBus => Connect::PCIE_EXPANDER_BUS,
        }
    }
}

/// A place on the PCI buses of a guest (always domain 0, as QEMU has it).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub bus: u8,
    pub slot: u8,
    pub function: u8,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "0000:{:02x}:{:02x}.{:x}",
            self.bus, self.slot, self.function
        )
    }
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// A bit for each function in use.
    functions: u8,
    aggregate: bool,
}

struct Bus {
    model: Model,
    offers: Connect,
    min_slot: u8,
    max_slot: u8,
    slots: [Slot; 32],
}

impl Bus {
    fn new(model: Model) -> Self {
        let (offers, min_slot, max_slot) = match model {
            Model::PciRoot => (
                Connect::HOTPLUGGABLE
                    | Connect::PCI_DEVICE
                    | Connect::PCI_BRIDGE
                    | Connect::PCI_EXPANDER_BUS,
                1,
                31,
            ),
            Model::PciBridge | Model::PcieToPciBridge => (
                Connect::HOTPLUGGABLE | Connect::PCI_DEVICE | Connect::PCI_BRIDGE,
                1,
                31,
            ),
            Model::PciExpanderBus => (
                Connect::HOTPLUGGABLE | Connect::PCI_DEVICE | Connect::PCI_BRIDGE,
                0,
                31,
            ),
            Model::PcieRoot => (
                Connect::PCIE_DEVICE
                    | Connect::PCIE_ROOT_PORT
                    | Connect::DMI_TO_PCI_BRIDGE
                    | Connect::PCIE_EXPANDER_BUS,
                1,
                31,
            ),
            Model::DmiToPciBridge => (Connect::PCI_DEVICE | Connect::PCI_BRIDGE, 0, 31),
            Model::PcieSwitchUpstreamPort => (Connect::PCIE_SWITCH_DOWNSTREAM_PORT, 0, 31),
            Model::PcieRootPort | Model::PcieSwitchDownstreamPort => (
                Connect::HOTPLUGGABLE
                    | Connect::PCIE_DEVICE
                    | Connect::PCIE_SWITCH_UPSTREAM_PORT
                    | Connect::PCIE_TO_PCI_BRIDGE,
                0,
                0,
            ),
            Model::PcieExpanderBus => (Connect::PCIE_ROOT_PORT | Connect::DMI_TO_PCI_BRIDGE, 0, 31),
        };
        Bus {
            model,
            offers,
            min_slot,
            max_slot,
            slots: [Slot::default(); 32],
        }
    }

    /// Whether a device that needs `wanted` may be put here by us.
    fn suits(&self, wanted: Connect) -> bool {
        self.offers.intersects(wanted & Connect::TYPES)
            && (!wanted.contains(Connect::HOTPLUGGABLE)
                || self.offers.contains(Connect::HOTPLUGGABLE))
    }

    /// Whether the user may have it here: endpoints go on either kind of bus, hotplug or not.
    fn tolerates(&self, wanted: Connect) -> bool {
        let mut offers = self.offers & Connect::TYPES;
        if offers.intersects(Connect::ENDPOINTS) {
            offers |= Connect::ENDPOINTS | Connect::PCIE_TO_PCI_BRIDGE;
        }
        offers.intersects(wanted & Connect::TYPES)
    }

    fn is_full(&self) -> bool {
        (self.min_slot..=self.max_slot).all(|s| self.slots[usize::from(s)].functions != 0)
    }
}

/// The PCI buses of a guest and what is taken on them.
pub struct PciSet {
    buses: Vec<Bus>,
    /// Whether buses may be added when none has room.
    may_grow: bool,
    /// Whether the QEMU has pcie-pci-bridge.
    has_pcie_to_pci_bridge: bool,
}

impl PciSet {
    /// `models`: of the controllers, by index.
    pub fn new(models: &[Model], may_grow: bool, has_pcie_to_pci_bridge: bool) -> Self {
        let buses = models.iter().copied().map(Bus::new).collect();
        PciSet {
            buses,
            may_grow,
            has_pcie_to_pci_bridge,
        }
    }

    /// The models of all buses, those added by growing included.
    pub fn models(&self) -> impl Iterator<Item = Model> + '_ {
        self.buses.iter().map(|b| b.model)
    }

    pub fn bus_count(&self) -> usize {
        self.buses.len()
    }

    pub fn all_full(&self) -> bool {
        self.buses.iter().all(Bus::is_full)
    }

    fn root_is_pcie(&self) -> bool {
        self.buses
            .first()
            .is_some_and(|b| b.model == Model::PcieRoot)
    }

    pub fn slot_in_use(&self, bus: u8, slot: u8) -> bool {
        self.slot(bus, slot).is_some_and(|s| s.functions != 0)
    }

    pub fn function_in_use(&self, at: Place) -> bool {
        self.slot(at.bus, at.slot)
            .is_some_and(|s| s.functions & (1 << at.function) != 0)
    }

    /// The slots in which more than one function is taken want function 0 to say so.
    pub fn is_multifunction(&self, bus: u8, slot: u8) -> bool {
        self.slot(bus, slot)
            .is_some_and(|s| s.functions.count_ones() > 1)
    }

    fn slot(&self, bus: u8, slot: u8) -> Option<&Slot> {
        self.buses
            .get(usize::from(bus))?
            .slots
            .get(usize::from(slot))
    }

    /// Takes an address that the document (or the chipset) gives.
    pub fn reserve(&mut self, at: Place, wanted: Connect, from_config: bool) -> Result<()> {
        if usize::from(at.bus) >= self.buses.len() {
            if !self.may_grow {
                return Err(Error::internal(format!(
                    "PCI address {at}: there is no bus {}",
                    at.bus
                ))
                .from_domain(crate::error::virErrorDomain::VIR_FROM_DOMAIN));
            }
            while self.buses.len() <= usize::from(at.bus) {
                self.grow(wanted)?;
            }
        }
        let bus = &mut self.buses[usize::from(at.bus)];
        let xml = |text: String| Err(Error::xml(text));
        if from_config && !bus.tolerates(wanted) || !from_config && !bus.suits(wanted) {
            return xml(format!(
                "PCI address {at}: this device cannot be plugged into a {} controller",
                bus.model.name()
            ));
        }
        if at.slot < bus.min_slot || at.slot > bus.max_slot {
            return xml(format!(
                "PCI address {at}: the slots of this bus go from {} to {}",
                bus.min_slot, bus.max_slot
            ));
        }
        let slot = &mut bus.slots[usize::from(at.slot)];
        let bit = 1u8 << at.function;
        if slot.functions & bit != 0 {
            return xml(format!("PCI address {at} is taken by another device"));
        }
        if slot.functions == 0 {
            slot.aggregate = wanted.contains(Connect::AGGREGATE_SLOT);
        } else if !wanted.contains(Connect::AGGREGATE_SLOT) {
            slot.aggregate = false;
        }
        slot.functions |= bit;
        Ok(())
    }

    /// Finds the next free address for a device that needs `wanted`, and takes it.
    pub fn reserve_next(&mut self, wanted: Connect) -> Result<Place> {
        let at = self.next(wanted)?;
        self.reserve(at, wanted, false)?;
        Ok(at)
    }

    /// Finds an empty slot, takes nothing.
    pub fn find_slot(&mut self, wanted: Connect) -> Result<Place> {
        self.next(wanted & !Connect::AGGREGATE_SLOT)
    }

    fn next(&mut self, wanted: Connect) -> Result<Place> {
        loop {
            for (b, bus) in self
                .buses
                .iter()
                .enumerate()
                .filter(|(_, b)| b.suits(wanted))
            {
                for s in bus.min_slot..=bus.max_slot {
                    let slot = bus.slots[usize::from(s)];
                    let shared = wanted.contains(Connect::AGGREGATE_SLOT) && slot.aggregate;
                    if slot.functions == 0 || shared && slot.functions != 0xff {
                        let function = slot.functions.trailing_ones() as u8;
                        return Ok(Place {
                            bus: b as u8,
                            slot: s,
                            function,
                        });
                    }
                }
            }
            if !self.may_grow {
                return Err(Error::internal("all PCI slots are taken"));
            }
            self.grow(wanted)?;
        }
    }

    /// Adds a bus into which a device that needs `wanted` fits.
    fn grow(&mut self, wanted: Connect) -> Result<()> {
        let model = if wanted.contains(Connect::PCI_DEVICE) {
            let bridge_has_place = self
                .buses
                .iter()
                .any(|b| b.offers.contains(Connect::PCI_BRIDGE));
            if !self.root_is_pcie() || bridge_has_place {
                Model::PciBridge
            } else if self.has_pcie_to_pci_bridge {
                // It takes a root port of its own.
                self.push(Model::PcieRootPort)?;
                let port = self.buses.len() - 1;
                self.buses[port].slots[0].functions = 1;
                Model::PcieToPciBridge
            } else {
                // The pci-bridge that follows is plugged into this one.
                self.push(Model::DmiToPciBridge)?;
                Model::PciBridge
            }
        } else if self.root_is_pcie()
            && wanted.intersects(
                Connect::PCIE_DEVICE
                    | Connect::PCIE_SWITCH_UPSTREAM_PORT
                    | Connect::PCIE_TO_PCI_BRIDGE,
            )
        {
            Model::PcieRootPort
        } else if self.root_is_pcie() && wanted.contains(Connect::PCI_BRIDGE) {
            Model::DmiToPciBridge
        } else {
            return Err(Error::internal(
                "no PCI bus that could be added has a place for this device",
            ));
        };
        self.push(model)
    }

    fn push(&mut self, model: Model) -> Result<()> {
        if self.buses.len() > usize::from(u8::MAX) {
            return Err(Error::internal("all PCI bus numbers are taken"));
        }
        self.buses.push(Bus::new(model));
        Ok(())
    }
}
